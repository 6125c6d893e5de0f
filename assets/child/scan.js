// @ts-check
// Scanning, for a child who moves by one switch or two. Off until it is chosen in the Look panel.
// One switch: a mark goes from stop to stop, and the switch takes the one that is marked.
// Two switches: the first moves the mark, the second takes. A switch is a key, or with one a tap anywhere.

import { inDigits, one } from "./dom.js";

/** @typedef {"off" | "one" | "two"} Mode */
/** `later` gives what calls it off. @typedef {{ now: () => number, later: (ms: number, work: () => void) => () => void }} Clock */

/** @type {Clock} */
const device = {
  now: () => performance.now(),
  later: (ms, work) => clearTimeout.bind(null, setTimeout(work, ms)),
};

export const SLOWEST = 8, FASTEST = 1, USUAL = 2;
/** How often a round in which nothing was taken comes again; a second press this soon is a tremor. */
export const REPEATS = 3, TREMOR = 250;

/** @param {number} seconds */
export const speed = (seconds) => Math.min(SLOWEST, Math.max(FASTEST, Number.isFinite(seconds) ? Math.round(seconds) : USUAL));

/** What a key does. Digits by their place too, where the digits are Arabic.
 * @param {Mode} mode @param {{ key: string, code: string }} pressed @returns {"move" | "take" | null} */
export function meaning(mode, { key, code }) {
  const first = key === " " || key === "1" || /^(Digit|Numpad)1$/.test(code);
  const second = key === "Enter" || key === "2" || /^(Digit|Numpad)2$/.test(code);
  if (mode === "one") return first || key === "Enter" ? "take" : null;
  if (mode === "two") return first ? "move" : second ? "take" : null;
  return null;
}

/** Which stop is marked, and when. Knows nothing of the page. @template {{}} T */
export class Scanner {
  /** @type {Mode} */ mode = "off";
  seconds = USUAL;
  /** @type {T | null} */ #at = null;
  #empty = 0;
  #pressed = -Infinity;
  #halt = () => {};
  #of;

  /** @param {{ clock: Clock, stops: () => T[], mark: (stop: T | null, focus: boolean) => void, take: (stop: T) => void,
   *   onward: (stop: T) => T | null }} of onward: where the mark goes on once a stop was taken, if it does not stay */
  constructor(of) {
    this.#of = of;
  }

  /** The stop that is marked; none while it rests. */
  get at() {
    return this.#at;
  }

  /** @param {Mode} mode @param {number} seconds @param {T} [from] */
  set(mode, seconds, from) {
    this.mode = mode;
    this.seconds = speed(seconds);
    this.restart(from);
  }

  /** At the top, or elsewhere. Focus stays where it is for the first moment: what is new is read first.
   * @param {T} [from] */
  restart(from) {
    this.#empty = 0;
    this.#mark((this.mode === "off" ? null : from ?? this.#of.stops()[0]) ?? null, 1, false);
  }

  /** A switch. @param {"move" | "take"} what */
  press(what) {
    const now = this.#of.clock.now();
    if (this.mode === "off" || now - this.#pressed < TREMOR) return;
    this.#pressed = now;
    const stop = this.#at;
    if (!stop) return this.restart();
    if (what === "move") return this.#move();
    this.#empty = 0;
    this.#of.take(stop);
    // What was taken may have led to another step, where the mark is at the top by now.
    if (this.#at !== stop || !this.#of.stops().includes(stop)) return;
    const next = this.#of.onward(stop);
    this.#mark(next ?? stop, next ? 1 : 0);
  }

  #move() {
    const stops = this.#of.stops();
    const next = (this.#at ? stops.indexOf(this.#at) : -1) + 1;
    const round = next >= stops.length;
    if (round && this.mode === "one" && ++this.#empty > REPEATS) this.#mark(null, 0);
    else this.#mark(stops[round ? 0 : next] ?? null, round ? 1 : 0);
  }

  /** @param {T | null} stop @param {number} extra how many times its time comes on top @param {boolean} [focus] */
  #mark(stop, extra, focus = true) {
    this.#halt();
    this.#at = stop;
    this.#of.mark(stop, focus);
    if (!stop || this.mode === "off" || (this.mode === "two" && focus)) return;
    this.#halt = this.#of.clock.later(this.seconds * 1000, () => {
      if (extra > 0) this.#mark(stop, extra - 1);
      else this.#move();
    });
  }
}

// ---- page ----------------------------------------------------------------

const STOPS = "a[href], button, input:is([type=radio], [type=checkbox])";
const WRITING = "textarea, select, input:not([type=radio], [type=checkbox])";
/** After the step's answers or buttons, in this order. Hard words too: most children need them once. */
const AROUND = ["#next", "#back", "summary", "#listen", ".bar .control:not(.hide-this)", ".hide-this", ".foot .control"];

/** @param {{ root?: Document, step: () => HTMLElement | null }} of step: what is on the screen, a panel too */
export function scanning({ root = document, step }) {
  /** @type {Element | null} */ let place = null;
  /** @type {Element | null} */ let marked = null;
  /** @type {Element | null} */ let switches = null;
  let ours = false;

  /** What can be taken, in visual order and then around. @returns {HTMLElement[]} */
  function stops() {
    /** @type {Set<HTMLElement>} */ const all = new Set(step()?.querySelectorAll(STOPS));
    for (const those of AROUND) for (const stop of root.querySelectorAll(those)) all.add(/** @type {HTMLElement} */ (stop));
    return [...all].filter((stop) => stop.tabIndex >= 0 && !stop.matches(":disabled") && stop.getClientRects().length
      && !stop.closest("[inert], details:not([open]) > :not(summary)"));
  }

  /** @type {Scanner<HTMLElement>} */
  const scanner = new Scanner({
    clock: device, stops,
    mark(stop, focus) {
      const next = stop && (stop.closest(".tile, label") ?? stop);
      if (next !== marked) marked?.classList.remove("scanned");
      next?.classList.add("scanned");
      marked = next;
      // Real focus too, so that a magnifier and a screen reader follow.
      if (focus) stop?.focus();
    },
    take(stop) {
      ours = true;
      stop.click();
      ours = false;
      refresh();
    },
    onward(stop) {
      if (!(stop instanceof HTMLInputElement) || stop.type !== "radio") return null;
      const all = stops();
      // In a panel one choice follows another; a question has its answer.
      return (stop.closest(".help") ? null : all.find((s) => s.matches("#next, [type=submit]"))) ?? all[all.indexOf(stop) + 1] ?? null;
    },
  });

  const modes = () => /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button[data-scan]"));
  /** Shows in the Look panel what is chosen. */
  function write() {
    for (const button of modes()) button.ariaPressed = String(button.dataset.scan === scanner.mode);
    const [hint, row, seconds] = ["hint", "speed", "seconds"].map((part) => one(`#scan-${part}`, HTMLElement, root));
    if (hint) hint.textContent = scanner.mode === "off" ? "" : hint.dataset[scanner.mode] ?? "";
    if (row) row.hidden = scanner.mode !== "one";
    if (seconds) seconds.textContent = inDigits(scanner.seconds, seconds.dataset.digits);
  }

  function refresh() {
    const there = modes()[0] ?? null;
    if (there !== switches) {
      switches = there;
      // Without a place to turn it off, it is off. In a page with other words it goes on.
      if (!there) scanner.set("off", USUAL);
      write();
    }
    const now = step(), { at } = scanner;
    if (now === place && (!at || stops().includes(at))) return;
    place = now;
    scanner.restart();
  }

  /** Whether a tap is meant for what it hits: Hide this always is, and a grown-up may set the switch.
   * @param {Event} event */
  const direct = ({ target }) => scanner.mode !== "one" || !stops().length
    || (target instanceof Element && !!target.closest(".hide-this, [data-scan], #scan-speed"));
  /** @param {KeyboardEvent} event */
  function key(event) {
    const what = meaning(scanner.mode, event), { target } = event;
    if (!what || event.ctrlKey || event.altKey || event.metaKey || (target instanceof Element && target.matches(WRITING))) return null;
    event.preventDefault();
    event.stopImmediatePropagation();
    return what;
  }

  root.addEventListener("keydown", (event) => {
    const what = key(event);
    if (what && !event.repeat) scanner.press(what);
  }, true);
  // A button in focus would act when Space is let go.
  root.addEventListener("keyup", key, true);
  // Nor does a tap move the focus or bring a keyboard up.
  root.addEventListener("mousedown", (event) => direct(event) || event.preventDefault(), true);
  root.addEventListener("click", (event) => {
    if (ours || !event.isTrusted || direct(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    scanner.press("take");
  }, true);
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    const { scan, seconds } = button.dataset;
    // The mark begins at the way back to the questions: a press at once does not undo what was chosen.
    if (scan) scanner.set(/** @type {Mode} */ (scan), scanner.seconds, stops().find((stop) => stop.matches(".help.open .close")));
    if (seconds) scanner.seconds = speed(scanner.seconds + (seconds === "more" ? 1 : -1));
    if (scan || seconds) write();
  });
  new MutationObserver(refresh).observe(root, { subtree: true, childList: true, attributeFilter: ["hidden", "inert"] });
  refresh();
  return { refresh };
}
