// @ts-check
// Nobody is there any more: warned first, extended by one tap, and then the tablet is ready for the next child.

/** How long the warning stands before the page is wiped. */
export const WARNING = 20_000;

/** Counts on its own clock. Knows nothing of the page. */
export class Idle {
  #last;
  #now;
  #limit;
  #paused = false;

  /** @param {{ limit: number, now: () => number }} of limit: milliseconds; 0: never */
  constructor({ limit, now }) {
    this.#limit = limit;
    this.#now = now;
    this.#last = now();
  }

  /** Somebody is there. */
  touch() {
    this.#last = this.#now();
  }

  /** What is to be done now. During a break nothing is, and after it the time begins anew.
   * @param {boolean} resting whether there is a break, or something plays or is being sent
   * @returns {"nothing" | "warn" | "over"} */
  look(resting) {
    if (resting || this.#paused) this.touch();
    this.#paused = resting;
    const gone = this.#now() - this.#last;
    if (!this.#limit || resting || gone < this.#limit - WARNING) return "nothing";
    return gone < this.#limit ? "warn" : "over";
  }
}
