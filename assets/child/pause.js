// @ts-check
// A break: the page is covered until the child taps the picture that she chose, or her time is over and her
// answers are wiped. The picture is kept in a closure: neither the page nor the device's storage holds it.

import { inDigits, one } from "./dom.js";

/** Each gives what calls it off. @typedef {{ now: () => number, every: (ms: number, work: () => void) => () => void,
 *   later: (ms: number, work: () => void) => () => void }} Clock */

/** Counts on its own: setting the device's clock neither ends a break nor makes it longer. @type {Clock} */
const device = {
  now: () => performance.now(),
  every: (ms, work) => clearInterval.bind(null, setInterval(work, ms)),
  later: (ms, work) => clearTimeout.bind(null, setTimeout(work, ms)),
};

/** After so many wrong pictures, so long a wait. */
export const WRONG = 3, WAIT = 10_000;

/** The lock and its time. Knows nothing of the page. */
export class Break {
  /** @type {string | null} */ #picture = null;
  #until = 0;
  #wrong = 0;
  #free = 0;
  #halt = () => {};
  #over;
  #clock;

  /** @param {{ over: () => void, clock?: Clock }} of over: when the time has run out */
  constructor({ over, clock = device }) {
    this.#over = over;
    this.#clock = clock;
  }

  /** Whole minutes that are left, the one that has begun among them. */
  get left() {
    return this.on ? Math.max(1, Math.ceil((this.#until - this.#clock.now()) / 60_000)) : 0;
  }

  get on() {
    return this.#picture !== null;
  }

  /** @param {string} picture @param {number} minutes */
  start(picture, minutes) {
    this.end();
    this.#picture = picture;
    this.#until = this.#clock.now() + minutes * 60_000;
    this.#halt = this.#clock.every(1000, () => this.check());
  }

  /** Ends it if its time is over. A timer alone may be late: a page in the background is slowed down. */
  check() {
    if (!this.on || this.#clock.now() < this.#until) return;
    this.end();
    this.#over();
  }

  /** @param {string} picture @returns {"open" | "wrong" | "wait" | "over"} wait: too many were wrong, and this one does not count */
  try(picture) {
    this.check();
    if (!this.on) return "over";
    const now = this.#clock.now();
    if (now < this.#free) return "wait";
    if (picture === this.#picture) {
      this.end();
      return "open";
    }
    if (++this.#wrong % WRONG) return "wrong";
    this.#free = now + WAIT;
    return "wait";
  }

  /** Forgets the picture. */
  end() {
    this.#halt();
    this.#halt = () => {};
    this.#picture = null;
    this.#wrong = this.#free = this.#until = 0;
  }
}

// ---- page ----------------------------------------------------------------

/** Makes all of an element but some parts inert, which hides it from screen readers too. What was so before stays so.
 * @param {Element} within @param {Element[]} kept @returns {HTMLElement[]} what it made inert */
function allBut(within, kept) {
  return [...within.children].flatMap((child) => {
    if (kept.includes(child) || !(child instanceof HTMLElement) || child.inert) return [];
    if (kept.some((part) => child.contains(part))) return allBut(child, kept);
    child.inert = true;
    return [child];
  });
}

/** The break: chosen in `#pause`, a panel as others are; while it lasts `#paused` lies over the page. Both are
 * looked up anew, since a page in another language brings others.
 * @param {{ root?: Document, show: (panel: HTMLElement | null) => void, onWipe: (words: string) => unknown, clock?: Clock }} of
 *   show: opens a panel and moves to its heading; with none, goes back to where the child was. onWipe: empties the
 *   page and says the words; what it gives is waited for, and the cover lies over the page as long */
export function pausing({ root = document, show, onWipe, clock = device }) {
  const lock = new Break({ over, clock });
  /** @type {HTMLElement | null} */ let cover = null;
  /** @type {HTMLElement[]} */ let still = [];
  let title = "", hush = () => {};

  /** Says a thing, and says it again when it is the same: an empty text comes between.
   * @param {Element | null} where @param {string} words */
  function say(where, words) {
    const place = where && one("[role=status]", HTMLElement, where);
    if (!place) return;
    hush();
    place.textContent = "";
    if (words) hush = clock.later(100, () => {
      place.append(words);
      // On a phone it may be above what she tapped.
      if (where === cover) place.scrollIntoView({ block: "nearest" });
    });
  }

  /** @param {HTMLFormElement} form */
  function begin(form) {
    const inputs = [...form.querySelectorAll("input")];
    const of = (/** @type {string} */ name) => inputs.filter((input) => input.name === name);
    const [picture, minutes] = ["lock", "minutes"].map((name) => of(name).find((input) => input.checked));
    const there = one("#paused", HTMLElement, root);
    if (!there || lock.on) return;
    if (!picture || !minutes) {
      const [first] = of(picture ? "minutes" : "lock");
      say(form, first?.closest("fieldset")?.querySelector("legend")?.textContent ?? "");
      first?.focus();
      return;
    }
    lock.start(picture.value, Number(minutes.value));
    // Neither the page nor its next visitor is told.
    for (const input of of("lock")) input.checked = false;
    cover = there;
    wait(false);
    say(form, "");
    show(cover);
    named();
    count();
    // The way out stays, and so do Help and hearing what to do.
    still = allBut(root.body, [cover, ...root.querySelectorAll(".bar .hide-this, #listen, .bar .control[href='#help'], #help")]);
    root.body.classList.add("covered");
  }

  /** The title would tell the question; Back and Forward write it anew. */
  function named() {
    const words = cover && (one("h1, h2", HTMLElement, cover)?.textContent ?? "");
    if (words === null || root.title === words) return;
    title = root.title;
    root.title = words;
  }

  /** Says how many minutes are left. It is no live region: nobody is told every minute. */
  function count() {
    const place = cover && one(".left", HTMLElement, cover), { left = "", digits } = cover?.dataset ?? {};
    if (place) place.textContent = left.replace("{minutes}", inDigits(lock.left, digits));
    if (lock.on) clock.later(20_000, count);
  }

  /** While pictures do not count. They are not disabled: the one in focus would lose it. @param {boolean} yes */
  function wait(yes) {
    if (!cover) return;
    for (const picture of cover.querySelectorAll("[data-lock]")) picture.ariaDisabled = yes ? "true" : null;
    say(cover, (yes && cover.dataset.wait) || "");
  }

  /** @param {string} picture */
  function tap(picture) {
    const end = lock.try(picture);
    if (end === "open") uncover();
    if (end === "wrong") say(cover, cover?.dataset.wrong ?? "");
    if (end !== "wait" || cover?.querySelector("[data-lock][aria-disabled]")) return;
    wait(true);
    clock.later(WAIT, () => wait(false));
  }

  function uncover() {
    // A page that was hidden meanwhile stays as it is.
    const there = cover?.isConnected, covering = root.title === cover?.querySelector("h1, h2")?.textContent;
    cover = null;
    hush();
    if (!there) return;
    for (const part of still) part.inert = false;
    root.body.classList.remove("covered");
    if (covering) root.title = title;
    show(null);
  }

  async function over() {
    // If wiping fails, the cover stays.
    if (cover?.isConnected) await onWipe(cover.dataset.over ?? "");
    uncover();
  }

  root.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== "break-form") return;
    event.preventDefault();
    begin(event.target);
  });
  root.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.form?.id === "break-form") say(target.form, "");
  });
  root.addEventListener("click", ({ target }) => {
    const picture = target instanceof Element && target.closest("[data-lock]");
    if (cover && picture instanceof HTMLElement && cover.contains(picture)) tap(picture.dataset.lock ?? "");
  });
  root.addEventListener("visibilitychange", () => lock.check());
  addEventListener("popstate", () => clock.later(0, named));
  return {
    /** Whether the page is covered. */
    on: () => cover !== null,
    /** Ends it and forgets the picture, for a page that is wiped. */
    end() {
      lock.end();
      uncover();
    },
  };
}
