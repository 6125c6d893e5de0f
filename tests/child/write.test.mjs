// node --test tests/child
// A child's own words: what is sealed of them, when each is sent, and what is told of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { handOver, LONGEST, near, sealTexts, sendTexts } from "../../assets/child/write.js";
import { keyPair, open } from "./open.mjs";

const info = Buffer.from("sayso remark 1");
const base64url = (bytes) => Buffer.from(bytes).toString("base64url");
const seals = async (texts) => {
  const { key, jwk } = await keyPair();
  return { jwk, remarks: await sealTexts({ event: "abcd1234", key: base64url(key), texts }) };
};
/** Opens a remark under the id, event and question that its address names. */
const words = (jwk, { url, body }) => {
  const [, event, question, id] = url.match(/^\/e\/([a-z0-9]+)\/remark\/([a-z0-9-]+)\/([0-9a-f]{32})$/) ?? assert.fail(url);
  const plain = open(jwk, info, Buffer.from(`sayso remark 1|${id}|${event}|${question}`), body);
  const length = plain.readUInt32BE(0);
  assert.ok(plain.subarray(4 + length).every((x) => x === 0), "zeros to the end");
  return plain.subarray(4, 4 + length).toString();
};

test("each text is an envelope of its own, which names event and question and holds the words alone", async () => {
  const texts = [
    { question: "one", words: "They listen. <b>No</b> “quotes” are lost.\nA second line." },
    { question: "two", words: "أحب المدرسة \u202Eoops 🏴󠁧󠁢󠁷󠁬󠁳󠁿" },
  ];
  const { jwk, remarks } = await seals(texts);
  assert.deepEqual(remarks.map((r) => words(jwk, r)), texts.map((t) => t.words));
  assert.deepEqual(remarks.map(({ url }) => url.split("/")[4]), ["one", "two"]);
  assert.throws(() => open(jwk, info, Buffer.from("sayso remark 1|another"), remarks[0].body), "bound to its id");
  assert.throws(() => open(jwk, Buffer.from("sayso envelope 1"), Buffer.from(""), remarks[0].body), "no letter of answers");
  assert.equal(new Set(remarks.map(({ url }) => url.slice(-32))).size, 2, "an id of its own");
});

test("a text that was not written is sealed as well, and looks like any other", async () => {
  const { jwk, remarks } = await seals([
    { question: "one", words: "" }, { question: "two", words: "x" }, { question: "three", words: " \n" }, { question: "four", words: "語".repeat(1000) },
  ]);
  assert.deepEqual(remarks.map(({ body }) => body.length), [4177, 4177, 4177, 4177]);
  assert.deepEqual(remarks.map(({ wrote }) => wrote), [false, true, false, true]);
  assert.equal(words(jwk, remarks[0]), "");
  assert.equal([...words(jwk, remarks[3])].length, 1000, "a thousand of the longest letters fit");
  assert.equal(new Set(remarks.map(({ url }) => url.replace(/(one|two|three|four)\/[0-9a-f]{32}$/, ""))).size, 1);
});

test("the same words are never the same bytes, and under no id twice", async () => {
  const { remarks } = await seals([{ question: "one", words: "same" }, { question: "one", words: "same" }]);
  assert.notDeepEqual(remarks[0].body, remarks[1].body);
  assert.notEqual(remarks[0].url, remarks[1].url);
});

test("what does not fit an envelope is not sealed", async () => {
  await assert.rejects(seals([{ question: "one", words: "語".repeat(1400) }]), RangeError);
});

/** A server that answers each address with these, the last one again and again. */
const server = (replies) => {
  const sent = [], waits = [];
  return {
    sent, waits,
    to: (random) => ({
      random, wait: async (ms) => void waits.push(ms),
      fetch: async (url, init) => {
        const before = sent.filter((s) => s.url === url).length;
        sent.push({ url, init, bytes: Buffer.from(init.body).toString("hex") });
        const status = (replies[url] ?? [200])[Math.min(before, (replies[url] ?? [200]).length - 1)];
        if (status === 0) throw new TypeError("no network");
        return new Response(null, { status });
      },
    }),
  };
};
const remark = (url, wrote = true) => ({ url, body: Uint8Array.of(1, 2, 3), wrote });

test("each waits by itself before it is sent, and is thanked for when it is there", async () => {
  const at = server({});
  const drawn = [0.5, 0.25];
  assert.equal(await sendTexts([remark("/a"), remark("/b", false)], at.to(() => drawn.shift() ?? 0)), true);
  assert.deepEqual(at.waits, [LONGEST / 2, LONGEST / 4]);
  assert.deepEqual(at.sent.map((s) => s.url).sort(), ["/a", "/b"]);
  assert.equal(at.sent[0].init.credentials, "omit");
});

test("without a random of the test's own, waits differ and stay short", async () => {
  const at = server({});
  const { random: _, ...by } = at.to();
  await sendTexts(Array.from({ length: 20 }, (_, i) => remark(`/${i}`)), by);
  assert.ok(at.waits.every((ms) => ms >= 0 && ms < LONGEST), at.waits.join(" "));
  assert.ok(new Set(at.waits).size > 10, "each draws its own");
});

test("the very same bytes are sent until they arrive", async () => {
  const at = server({ "/a": [0, 503, 429, 200] });
  assert.equal(await sendTexts([remark("/a")], at.to(() => 0)), true);
  assert.equal(at.sent.length, 4);
  assert.equal(new Set(at.sent.map((s) => s.bytes)).size, 1);
});

for (const status of [409, 410, 413, 422]) {
  test(`words that are refused with ${status} are missed, and what was not written is not`, async () => {
    const at = server({ "/a": [status] });
    assert.equal(await sendTexts([remark("/a")], at.to(() => 0)), false);
    assert.equal(at.sent.length, 1, "it is not tried again");
    assert.equal(await sendTexts([remark("/a", false), remark("/b")], at.to(() => 0)), true);
  });
}

test("the room that is left is told near the end and in few steps", () => {
  assert.deepEqual([1000, 500, 101].map(near), [null, null, null]);
  assert.deepEqual([100, 51, 50, 21, 20, 11, 10, 1, 0, -3].map(near), [100, 100, 50, 50, 20, 20, 10, 10, 0, 0]);
  const steps = Array.from({ length: 1001 }, (_, typed) => near(1000 - typed));
  assert.equal(steps.filter((step, i) => step !== steps[i - 1]).length, 6, "a thousand letters are told of five times");
});

test("an enrolled tablet takes letter and texts over, each by itself, and says what is only kept", async () => {
  const { remarks } = await seals([{ question: "own-words", words: "She listens." }]);
  const letter = { id: "0".repeat(32), event: "abcd1234", version: "small/1", bytes: new Uint8Array(3) };
  for (const [answers, expected] of /** @type {const} */ ([
    [["done", "done"], ["done", true]], [["done", "kept"], ["kept", true]], [["kept", "kept"], ["kept", true]], [["done", "failed"], ["done", false]],
  ])) {
    /** @type {{ question?: string, bytes: Uint8Array }[]} */ const given = [];
    const ends = await handOver(async (one) => {
      given.push(one);
      return answers[one.question ? 1 : 0];
    }, letter, remarks);
    assert.deepEqual(ends, expected);
    assert.deepEqual(given.map((one) => one.question ?? "letter").sort(), ["letter", "own-words"]);
    assert.ok(given.every((one) => !Buffer.from(one.bytes).includes("listens")), "her words are handed over in clear");
  }
});
