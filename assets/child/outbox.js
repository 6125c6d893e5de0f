// @ts-check
// The outbox of this tablet: takes sealed letters, sends them when there is a network, and deletes one only when the
// receipt for its very bytes is here. Works without Background Sync.

import { Queue, meaning } from "./queue.js";
import { Store } from "./store.js";

/** @typedef {import("./store.js").Letter} Letter */
/** @typedef {import("./store.js").Enrolment} Enrolment */

/** So many are under way at once; how long one tablet waits at most before it begins; how long one request may take. */
const AT_ONCE = 8, SPREAD = 3_000, PATIENCE = 20_000;

/** @param {ArrayBuffer} bytes */
const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");

/** @param {Uint8Array} bytes base64url, without padding */
export function base64url(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The file of a sealed outbox: one line a letter, sorted by id. @param {string} event @param {Letter[]} letters */
export function written(event, letters) {
  const mine = letters.filter((letter) => letter.event === event).sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = mine.map(({ id, question, bytes }) => ({ id, ...(question ? { question } : {}), bytes: base64url(bytes) }));
  return [{ sayso: "outbox", format: 1, event }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
}

export class Outbox {
  #store;
  #queue = new Queue({ now: () => performance.now(), random: Math.random });
  /** @type {Map<string, Letter>} What the disk had no room for: held by the page until it is sent. */ #unkept = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #busy = false;
  #again = false;
  #tell;

  /** @param {Store} store @param {() => void} [tell] when something changed */
  constructor(store, tell = () => {}) {
    this.#store = store;
    this.#tell = tell;
  }

  /** Sends at the moments at which a network may be back. */
  begin() {
    addEventListener("online", () => this.#soon(Math.random() * SPREAD, true));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#soon(Math.random() * SPREAD, true);
    });
    setInterval(() => this.#soon(Math.random() * SPREAD), 60_000);
    this.#soon(Math.random() * SPREAD);
  }

  /** Takes a sealed letter in. Gives whether it is on the disk; if not, the page holds it and sends it all the same.
   * @param {Letter} letter */
  async put(letter) {
    let kept = true;
    try {
      await this.#store.put(letter);
    } catch {
      kept = false;
      this.#unkept.set(letter.id, letter);
    }
    this.#queue.add(letter.id);
    this.#tell();
    this.#soon(Math.random() * 500);
    return kept;
  }

  /** Waits until a letter is gone, or until the time is over. Gives whether it arrived.
   * What the page alone holds is waited for however long it takes: nobody is thanked for what is nowhere.
   * @param {string} id @param {number} ms */
  async arrived(id, ms) {
    const end = performance.now() + ms;
    for (;;) {
      const here = this.#unkept.has(id), there = here || (await this.#store.get(id).catch(() => true));
      if (!there) return true;
      if (!here && (performance.now() >= end || !navigator.onLine)) return false;
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  /** Whether anything is held: yes or no, never how many. */
  async holds() {
    return this.#unkept.size > 0 || (await this.#store.count()) > 0;
  }

  /** Whether the page alone holds something, so that it must not go away. */
  get onlyHere() {
    return this.#unkept.size > 0;
  }

  /** @returns {Promise<Letter[]>} */
  async all() {
    return [...(await this.#store.all()), ...this.#unkept.values()];
  }

  /** Somebody asks for it: now. */
  now() {
    this.#queue.hurry();
    return this.#run();
  }

  /** After the tablet was set up anew. */
  resume() {
    this.#queue.resume();
    return this.#run();
  }

  /** @param {number} ms @param {boolean} [hurry] */
  #soon(ms, hurry = false) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (hurry) this.#queue.hurry();
      void this.#run();
    }, ms);
  }

  async #run() {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    let mine = true;
    try {
      while (this.#again) {
        this.#again = false;
        mine = await alone(this.#store, () => this.#send());
      }
    } catch {
      // The database did not answer. The next minute tries again.
    }
    this.#busy = false;
    const due = this.#queue.due();
    // Another page is at it: what is new here may have come too late for its round.
    if (due !== null) this.#soon(due + (mine ? 50 : 1000));
  }

  /** One page at a time does this. */
  async #send() {
    const mine = /** @type {Enrolment | undefined} */ (await this.#store.kept("me"));
    // There may be room by now.
    for (const letter of this.#unkept.values()) {
      await this.#store.put(letter).then(() => this.#unkept.delete(letter.id), () => {});
    }
    const held = await this.#store.all();
    const letters = new Map([...held, ...this.#unkept.values()].map((letter) => [letter.id, letter]));
    for (const letter of letters.values()) this.#queue.add(letter.id, letter.aside);
    // Another page of this tablet may have sent some.
    for (const id of this.#known) if (!letters.has(id)) this.#queue.absent(id);
    this.#known = new Set(letters.keys());
    const worker = async () => {
      for (let [id] = this.#queue.next(1); id; [id] = this.#queue.next(1)) {
        const letter = letters.get(id);
        if (!letter) this.#queue.absent(id);
        else this.#queue.done(id, await this.#one(letter, mine).catch(() => /** @type {const} */ ("wait")));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (this.#queue.stopped && mine && !mine.revoked) await this.#store.keep("me", { ...mine, revoked: true });
    this.#tell();
  }
  /** @type {Set<string>} */ #known = new Set();

  /** @param {Letter} letter @param {Enrolment | undefined} mine */
  async #one(letter, mine) {
    const { id, event, question, bytes } = letter;
    /** @type {Record<string, string>} */ const headers = { "content-type": "application/octet-stream" };
    // The credential is of one event; what is left of another goes without.
    if (mine?.event === event) headers.authorization = `Bearer ${mine.credential}`;
    const url = question ? `/e/${event}/remark/${question}/${id}` : `/e/${event}/envelope/${id}`;
    const held = hex(await crypto.subtle.digest("SHA-256", bytes));
    const answer = await fetch(url, { method: "POST", headers, body: bytes, credentials: "omit", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) })
      .catch(() => null);
    const said = answer?.status === 200 ? await answer.json().catch(() => null) : null;
    const outcome = meaning({ status: answer?.status ?? 0, receipt: said?.receipt, digest: answer?.headers.get("receipt-digest"), held, named: !!headers.authorization });
    if (outcome === "gone") {
      this.#unkept.delete(id);
      await this.#store.remove(id);
      this.#known.delete(id);
    }
    if (outcome === "aside" && !this.#unkept.has(id)) await this.#store.put({ ...letter, aside: true });
    return outcome;
  }
}

/** Does a thing while no other page of this tablet does it. Gives false, and does nothing, if one is at it already.
 * @param {Store} store @param {() => Promise<void>} work */
async function alone(store, work) {
  if (navigator.locks) {
    return navigator.locks.request("sayso-outbox", { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return !!lock;
    });
  }
  // Without locks: a claim for half a minute. Two pages that claim at once send the same bytes under the same id, and
  // the server counts them once.
  const claim = /** @type {{ until: number, by: string } | undefined} */ (await store.kept("claim"));
  const now = Date.now();
  if (claim && claim.by !== PAGE && claim.until > now && claim.until < now + 60_000) return false;
  const renew = () => store.keep("claim", { by: PAGE, until: Date.now() + 30_000 });
  await renew();
  const beat = setInterval(() => void renew().catch(() => {}), 10_000);
  await work().finally(() => {
    clearInterval(beat);
    return store.keep("claim", { by: "", until: 0 });
  });
  return true;
}

const PAGE = String(Math.random());
