// Opens what the page seals, by an implementation of its own (RFC 9180 over node:crypto).
import assert from "node:assert/strict";
import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, webcrypto } from "node:crypto";

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
export function open(jwk, info, aad, envelope) {
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

/** A key pair as an event has it: the public key as the page gets it, and the private one. */
export async function keyPair() {
  const pair = await webcrypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  return { key: new Uint8Array(await webcrypto.subtle.exportKey("raw", pair.publicKey)), jwk: await webcrypto.subtle.exportKey("jwk", pair.privateKey) };
}
