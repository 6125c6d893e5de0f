// @ts-check
// The file in which a tablet that cannot send hands its sealed letters over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "../../assets/child/outbox.js";

test("one line a letter, sorted by id, of this event alone, base64url without padding", () => {
  const letter = (/** @type {string} */ id, event = "abcdefgh", more = {}) => ({ id, event, version: "a/1", bytes: Uint8Array.of(0xfb, 0xff), ...more });
  const text = written("abcdefgh", [letter("cc", "abcdefgh", { aside: true }), letter("aa"), letter("dd", "zzzzzzzz"), letter("bb", "abcdefgh", { question: "one-thing" })]);
  assert.deepEqual(text.split("\n"), [
    '{"sayso":"outbox","format":1,"event":"abcdefgh"}',
    '{"id":"aa","bytes":"-_8"}',
    '{"id":"bb","question":"one-thing","bytes":"-_8"}',
    '{"id":"cc","bytes":"-_8"}',
    "",
  ]);
  assert.equal(written("abcdefgh", []), '{"sayso":"outbox","format":1,"event":"abcdefgh"}\n');
});
