// @ts-check
// What is sent next, and what an answer means. Knows no network, no storage and no clock of its own.

/** What an attempt came to. gone: the receipt for these very bytes is here. stop: the tablet was shut out. aside: the
 * server never takes it, neither now nor as the file, or not from here; it is kept, and stands in the file. later: this one waits. wait: all wait, the network or server is away.
 * @typedef {"gone" | "stop" | "aside" | "later" | "wait"} Outcome */

/** The longest wait between two attempts, and the first, in milliseconds. */
export const CAP = 60_000, FIRST = 1_000;

/** What an answer of the server means.
 * @param {{ status: number, receipt?: string, digest?: string | null, held?: string, named?: boolean }} of status 0: no
 *   answer came; receipt: the word it said; digest: of the bytes that arrived; held: of the bytes that are held;
 *   named: whether the tablet's credential was sent along
 * @returns {Outcome} */
export function meaning({ status, receipt, digest, held, named = true }) {
  // A page of the wifi that says "log in" answers 200 too: only a receipt for these bytes is one.
  if (status === 200) return ["taken-in", "kept-aside"].includes(receipt ?? "") && !!held && digest === held ? "gone" : "later";
  // Without its credential (the letter is of an event before this one) nothing is said about this tablet: the others go on.
  if (status === 401) return named ? "stop" : "aside";
  // 410 comes thirty days after the close at the earliest, and for good. Until then what is late is taken in.
  if ([409, 410, 413, 422].includes(status)) return "aside";
  return status === 0 || status === 408 || status === 429 || status >= 500 ? "wait" : "later";
}

/** @typedef {{ state: "waiting" | "sending" | "aside", tries: number, at: number }} Item */

/** What waits. Nothing leaves it but by "gone". */
export class Queue {
  /** @type {Map<string, Item>} */ #items = new Map();
  #now;
  #random;
  #tries = 0;
  #at = 0;
  #stopped = false;

  /** @param {{ now: () => number, random: () => number }} of random: from 0 to below 1 */
  constructor({ now, random }) {
    this.#now = now;
    this.#random = random;
  }

  get stopped() {
    return this.#stopped;
  }

  /** How many are held, set aside or not. */
  get size() {
    return this.#items.size;
  }

  /** @param {string} id @param {boolean} [aside] whether it was set aside before */
  add(id, aside = false) {
    if (!this.#items.has(id)) this.#items.set(id, { state: aside ? "aside" : "waiting", tries: 0, at: 0 });
  }

  /** What is no longer held: another page of this tablet sent it. @param {string} id */
  absent(id) {
    this.#items.delete(id);
  }

  /** The credential is a new one: sending goes on. */
  resume() {
    this.#stopped = false;
    this.hurry();
  }

  /** The network is back, or somebody looks at the page: waiting ends. */
  hurry() {
    this.#tries = this.#at = 0;
    for (const item of this.#items.values()) item.at = 0;
  }

  /** Up to so many that may be sent now, in an order drawn at random. @param {number} most @returns {string[]} */
  next(most) {
    const now = this.#now();
    if (this.#stopped || now < this.#at) return [];
    const ready = [...this.#items].filter(([, item]) => item.state === "waiting" && item.at <= now);
    for (let i = 0; i < Math.min(most, ready.length); i++) {
      const j = i + Math.floor(this.#random() * (ready.length - i));
      [ready[i], ready[j]] = [ready[j], ready[i]];
    }
    return ready.slice(0, most).map(([id, item]) => {
      item.state = "sending";
      return id;
    });
  }

  /** @param {string} id @param {Outcome} outcome */
  done(id, outcome) {
    const item = this.#items.get(id);
    if (!item) return;
    item.state = outcome === "aside" ? "aside" : "waiting";
    if (outcome === "gone") {
      this.#items.delete(id);
      this.#tries = 0;
    }
    if (outcome === "stop") this.#stopped = true;
    if (outcome === "later") item.at = this.#now() + this.#wait(++item.tries);
    // Several that were under way at once came to the same: that is one wait.
    if (outcome === "wait" && this.#at <= this.#now()) this.#at = this.#now() + this.#wait(++this.#tries);
  }

  /** Milliseconds until there is something to do; none: nothing will be, without something new. @returns {number | null} */
  due() {
    if (this.#stopped) return null;
    const times = [...this.#items.values()].filter((item) => item.state === "waiting").map((item) => item.at);
    return times.length ? Math.max(0, Math.max(this.#at, Math.min(...times)) - this.#now()) : null;
  }

  /** Between half and all of a time that doubles up to the cap: twenty tablets do not come back as one.
   * @param {number} tries */
  #wait(tries) {
    const whole = Math.min(CAP, FIRST * 2 ** Math.min(tries - 1, 10));
    return whole / 2 + (this.#random() * whole) / 2;
  }
}
