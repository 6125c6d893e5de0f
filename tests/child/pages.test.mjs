// @ts-check
// Which kept page an address means, which caches may go, and pieces of a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cacheName, droppable, dressed, find, looksOf, named, piece } from "../../assets/child/pages.js";

const page = (/** @type {string} */ page, way = "", words = "", lang = "en") => ({
  page, lang, hash: "", bytes: 1, url: `/e/abcdefgh/${page}?${way}${words}${lang}`, ...(way && { way }), ...(words && { words }),
});
const list = {
  event: "abcdefgh", version: "a-day/1", hash: "ff", files: [], clips: [], videos: [], bytes: 0, video_bytes: 0,
  defaults: { way: "words", words_of_pictures: "4-7", words: "8-11", lang: "en" },
  pages: ["en", "cy"].flatMap((lang) => [
    page("ways", "", "", lang), page("words", "words", "", lang), page("words", "pictures", "", lang),
    ...["8-11", "16+"].flatMap((words) => [page("answer", "words", words, lang), page("alone", "words", words, lang), page("not-alone", "words", words, lang)]),
    page("answer", "pictures", "4-7", lang),
  ]),
};
const at = (/** @type {string} */ address) => find(list, new URL(address, "https://a.example"))?.url;

test("an address means a page, in any order and with what it does not say", () => {
  assert.equal(at("/e/abcdefgh"), "/e/abcdefgh/ways?en");
  assert.equal(at("/e/abcdefgh/"), "/e/abcdefgh/ways?en");
  assert.equal(at("/e/abcdefgh?lang=cy&theme=cream"), "/e/abcdefgh/ways?cy");
  assert.equal(at("/e/abcdefgh/words?way=pictures"), "/e/abcdefgh/words?picturesen");
  assert.equal(at("/e/abcdefgh/answer?envelope=12&lang=cy&words=16%2B&way=words"), "/e/abcdefgh/answer?words16+cy");
  assert.equal(at("/e/abcdefgh/answer?way=pictures"), "/e/abcdefgh/answer?pictures4-7en");
  assert.equal(at("/e/abcdefgh/answer?words=40&way=no&lang=xx"), "/e/abcdefgh/answer?words8-11en");
  assert.equal(at("/e/abcdefgh/alone?words=8-11&no=1"), "/e/abcdefgh/not-alone?words8-11en");
  assert.equal(at("/e/abcdefgh/alone?words=8-11"), "/e/abcdefgh/alone?words8-11en");
  assert.equal(at("/e/abcdefgh/gallery"), undefined);
  assert.equal(named(new URL("https://a.example/quiet")), null);
  assert.deepEqual(looksOf(new URL("https://a.example/e/x?theme=pink&size=3")), { theme: "usual", size: "3" });
});

test("no cache goes while letters of its version wait, nor that of another event", () => {
  const used = cacheName({ ...list, hash: "new" });
  const names = ["sayso-abcdefgh-a-day/1-old", "sayso-abcdefgh-a-day/2-old", used, "sayso-zzzzzzzz-a-day/1-old", "other"];
  assert.deepEqual(droppable(names, "abcdefgh", used, []), names.slice(0, 2));
  assert.deepEqual(droppable(names, "abcdefgh", used, [{ event: "abcdefgh", version: "a-day/2" }]), names.slice(0, 1));
  assert.deepEqual(droppable(names, "abcdefgh", used, [{ event: "zzzzzzzz", version: "a-day/2" }]), names.slice(0, 2));
});

test("a kept page is dressed, and choices of another look stay what they are", () => {
  const html = '<body data-theme="usual" data-size="1"><a href="/e/x?theme=usual&amp;size=1">' +
    '<a class="look" href="/e/x?theme=usual&amp;size=1" data-look="theme" data-value="usual" aria-current="true" aria-label="Usual">' +
    '<a class="look" href="/e/x?theme=cream&amp;size=1" data-look="theme" data-value="cream" aria-label="Cream">';
  assert.equal(dressed(html, { theme: "usual", size: "1" }), html);
  assert.equal(dressed(html, { theme: "cream", size: "2" }), '<body data-theme="cream" data-size="2"><a href="/e/x?theme=cream&amp;size=2">' +
    '<a class="look" href="/e/x?theme=usual&amp;size=2" data-look="theme" data-value="usual" aria-label="Usual">' +
    '<a class="look" href="/e/x?theme=cream&amp;size=2" data-look="theme" data-value="cream" aria-current="true" aria-label="Cream">');
});

test("pieces of a file are those that were asked for", () => {
  assert.deepEqual(piece("bytes=0-1", 10), [0, 1]);
  assert.deepEqual(piece("bytes=4-", 10), [4, 9]);
  assert.deepEqual(piece("bytes=-3", 10), [7, 9]);
  assert.deepEqual(piece("bytes=4-99", 10), [4, 9]);
  assert.equal(piece("bytes=10-", 10), "bad");
  assert.equal(piece(null, 10), null);
  assert.equal(piece("bytes=0-1,4-5", 10), null);
});
