// node --test tests/child
// Opens what the page seals, by an implementation of its own (RFC 9180 over node:crypto),
// and sees that sending repeats the very same bytes.
import assert from "node:assert/strict";
import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, webcrypto } from "node:crypto";
import { test } from "node:test";
import { pad, seal } from "../../assets/child/seal.js";
import { send } from "../../assets/child/send.js";

const b = (...parts) => Buffer.concat(parts.map((p) => (typeof p === "string" ? Buffer.from(p) : Buffer.from(p))));
const labeledExtract = (suite, salt, label, ikm) => createHmac("sha256", salt).update(b("HPKE-v1", suite, label, ikm)).digest();
const labeledExpand = (suite, prk, label, info, length) => {
  const named = b([length >> 8, length & 255], "HPKE-v1", suite, label, info);
  let out = Buffer.alloc(0), last = Buffer.alloc(0);
  for (let i = 1; out.length < length; i++) {
    last = createHmac("sha256", prk).update(b(last, named, [i])).digest();
    out = b(out, last);
  }
  return out.subarray(0, length);
};

/** Opens a base-mode envelope with the receiver's private key (JWK). */
function open(jwk, info, aad, envelope) {
  const enc = envelope.subarray(0, 65), sealed = envelope.subarray(65);
  assert.equal(enc[0], 4, "uncompressed point");
  const coordinate = (from) => Buffer.from(enc.subarray(from, from + 32)).toString("base64url");
  const theirs = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x: coordinate(1), y: coordinate(33) } });
  const dh = diffieHellman({ privateKey: createPrivateKey({ format: "jwk", key: jwk }), publicKey: theirs });
  const kem = b("KEM", [0, 0x10]), suite = b("HPKE", [0, 0x10, 0, 1, 0, 2]);
  const ours = b([4], Buffer.from(jwk.x, "base64url"), Buffer.from(jwk.y, "base64url"));
  const shared = labeledExpand(kem, labeledExtract(kem, "", "eae_prk", dh), "shared_secret", b(enc, ours), 32);
  const context = b([0], labeledExtract(suite, "", "psk_id_hash", ""), labeledExtract(suite, "", "info_hash", info));
  const secret = labeledExtract(suite, shared, "secret", "");
  const cipher = createDecipheriv("aes-256-gcm", labeledExpand(suite, secret, "key", context, 32), labeledExpand(suite, secret, "base_nonce", context, 12));
  cipher.setAAD(Buffer.from(aad));
  cipher.setAuthTag(sealed.subarray(-16));
  return b(cipher.update(sealed.subarray(0, -16)), cipher.final());
}

const info = new TextEncoder().encode("sayso envelope 1");
const aad = new TextEncoder().encode(`sayso 1|${"0f".repeat(16)}|abcd1234|messages-for-munro/1|protected`);

test("what the page seals, the receiver opens", async () => {
  const pair = await webcrypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const key = new Uint8Array(await webcrypto.subtle.exportKey("raw", pair.publicKey));
  const jwk = await webcrypto.subtle.exportKey("jwk", pair.privateKey);
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
