// node --test tests/child
// Opens what the page seals, and sees that sending repeats the very same bytes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pad, seal } from "../../assets/child/seal.js";
import { send } from "../../assets/child/send.js";
import { keyPair, open } from "./open.mjs";

const info = new TextEncoder().encode("sayso envelope 1");
const aad = new TextEncoder().encode(`sayso 1|${"0f".repeat(16)}|abcd1234|messages-for-munro/1|protected`);

test("what the page seals, the receiver opens", async () => {
  const { key, jwk } = await keyPair();
  const answers = { alone: ["always"], ways: ["a", "b"] };
  const first = await seal({ key, info, aad, plain: pad(answers) });
  const second = await seal({ key, info, aad, plain: pad(answers) });
  assert.equal(first.length, 65 + 4096 + 16);
  assert.notDeepEqual(first, second, "a fresh key each time");
  const plain = open(jwk, info, aad, first);
  assert.equal(plain.length, 4096);
  const length = plain.readUInt32BE(0);
  assert.deepEqual(JSON.parse(plain.subarray(4, 4 + length).toString()), { answers });
  assert.ok(plain.subarray(4 + length).every((x) => x === 0), "zeros to the end");
  assert.throws(() => open(jwk, info, Buffer.from("sayso 1|another"), first), "bound to its envelope");
  assert.throws(() => open(jwk, Buffer.from("another purpose"), aad, first));
});

test("every envelope weighs the same, and what does not fit is refused", () => {
  assert.throws(() => pad({ long: ["x".repeat(5000)] }), RangeError);
  assert.equal(pad({}).length, 4096);
});

const page = (replies) => {
  const seen = [], waits = [];
  let tried = 0;
  return {
    seen, waits, tried: () => tried,
    run: (body) => send({
      url: "/e/abcd1234/envelope/id", body,
      fetch: async (url, init) => {
        seen.push({ url, init, bytes: Buffer.from(init.body).toString("hex") });
        const reply = replies[Math.min(seen.length - 1, replies.length - 1)];
        if (reply === 0) throw new TypeError("no network");
        return new Response(null, { status: reply });
      },
      wait: async (ms) => void waits.push(ms / 1000),
      trying: () => tried++,
    }),
  };
};

test("sends the very same bytes until they arrive", async () => {
  const p = page([0, 503, 500, 429, 408, 0, 204]);
  assert.equal(await p.run(Uint8Array.of(1, 2, 3)), "done");
  assert.equal(p.seen.length, 7);
  assert.deepEqual(new Set(p.seen.map((s) => s.bytes)), new Set(["010203"]));
  assert.deepEqual(p.waits, [1, 2, 4, 8, 15, 15]);
  assert.equal(p.tried(), 6);
  const { init } = p.seen[0];
  assert.equal(init.method, "POST");
  assert.equal(init.credentials, "omit");
  assert.equal(init.headers["content-type"], "application/octet-stream");
});

for (const status of [400, 404, 409, 413, 422]) {
  test(`stops at ${status}`, async () => {
    const p = page([status]);
    assert.equal(await p.run(Uint8Array.of(9)), "failed");
    assert.equal(p.seen.length, 1);
  });
}

test("what she gave up is never sent", async () => {
  let given = false, sent = 0;
  const end = await send({
    url: "/e/abcd1234/envelope/id", body: new Uint8Array(3),
    fetch: async () => {
      sent++;
      throw new TypeError("no network");
    },
    wait: async () => {
      given = true;
    },
    given: () => given,
  });
  assert.deepEqual([end, sent], ["failed", 1]);
});
