// @ts-check
// Seals answers, and what a child wrote, each to its own public key of the event, before they leave the page
// (HPKE, RFC 9180).

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {string} s @returns {Bytes} */
export const utf8 = (s) => /** @type {Bytes} */ (new TextEncoder().encode(s));

/** @param {...Bytes} parts */
function join(...parts) {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}

/** @param {string} s base64url, without padding */
export const fromBase64 = (s) =>
  Uint8Array.from(atob(s.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

/** @param {Bytes} key @param {Bytes} data */
async function hmac(key, data) {
  // An empty key is as good as 32 zeros, and WebCrypto takes only the latter.
  const k = await crypto.subtle.importKey("raw", key.length ? key : new Uint8Array(32),
    { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", k, data));
}

const VERSION = utf8("HPKE-v1");
const KEM = join(utf8("KEM"), Uint8Array.of(0, 0x10));
const SUITE = join(utf8("HPKE"), Uint8Array.of(0, 0x10, 0, 1, 0, 2));
const NOTHING = new Uint8Array(0);

/** @param {Bytes} suite @param {Bytes} salt @param {string} label @param {Bytes} ikm */
const extract = (suite, salt, label, ikm) => hmac(salt, join(VERSION, suite, utf8(label), ikm));

/** At most 32 bytes: one block of HKDF-Expand.
 * @param {Bytes} suite @param {Bytes} prk @param {string} label @param {Bytes} info @param {number} length */
async function expand(suite, prk, label, info, length) {
  const data = join(Uint8Array.of(0, length), VERSION, suite, utf8(label), info, Uint8Array.of(1));
  return (await hmac(prk, data)).slice(0, length);
}

/** HPKE base mode, single shot: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * @param {{key: Bytes, info: Bytes, aad: Bytes, plain: Bytes}} of key: 65 bytes, uncompressed
 * @returns {Promise<Bytes>} the 65 bytes of the fresh public key, then the sealed bytes */
export async function seal({ key, info, aad, plain }) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", key, curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256));

  const prk = await extract(KEM, NOTHING, "eae_prk", dh);
  const shared = await expand(KEM, prk, "shared_secret", join(enc, key), 32);
  const context = join(Uint8Array.of(0),
    await extract(SUITE, NOTHING, "psk_id_hash", NOTHING),
    await extract(SUITE, NOTHING, "info_hash", info));
  const secret = await extract(SUITE, shared, "secret", NOTHING);
  const aes = await crypto.subtle.importKey("raw", await expand(SUITE, secret, "key", context, 32), "AES-GCM", false, ["encrypt"]);
  const iv = await expand(SUITE, secret, "base_nonce", context, 12);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, aes, plain);
  return join(enc, new Uint8Array(sealed));
}

/** Four bytes of length, the words, zeros: every envelope weighs the same.
 * @param {string} text @param {number} [size] */
export function padText(text, size = 4096) {
  const words = utf8(text);
  if (words.length > size - 4) throw new RangeError("too long for one envelope");
  const all = new Uint8Array(size);
  new DataView(all.buffer).setUint32(0, words.length);
  all.set(words, 4);
  return all;
}

/** A letter of answers. @param {Record<string, string[]>} answers @param {number} [size] */
export const pad = (answers, size) => padText(JSON.stringify({ answers }), size);
