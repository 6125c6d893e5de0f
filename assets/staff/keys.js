// @ts-check
// Keys on the page of one remark: N, Q, E decide, arrow keys move. Each presses what stands on the page and could be
// pressed without it. Single letters can be switched off (WCAG 2.1.4), which this browser remembers.

/** Milliseconds after a page came in which no key decides: it must have been seen first. */
export const LOOK = 400;

/**
 * What a key stands for; nothing where it must not act.
 * @param {{ key: string, repeat?: boolean, altKey?: boolean, ctrlKey?: boolean, metaKey?: boolean, isComposing?: boolean }} event
 * @param {{ typing: boolean, off: boolean, open: number }} state whether somebody types; whether keys are off; since when the page is open
 * @returns {string | null} the key by which the button or link is marked
 */
export function meaning(event, { typing, off, open }) {
  const held = event.repeat === true || event.isComposing === true;
  if (off || typing || held || event.altKey || event.ctrlKey || event.metaKey || open < LOOK) return null;
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") return event.key;
  return /^[neq]$/i.test(event.key) ? event.key.toLowerCase() : null;
}

/**
 * Whether what has the focus takes keys itself.
 * @param {{ tagName?: string, isContentEditable?: boolean, type?: string } | null} element
 * @returns {boolean}
 */
export function takesKeys(element) {
  if (element === null) return false;
  const tag = (element.tagName ?? "").toLowerCase();
  if (tag === "input") return !["checkbox", "button", "submit"].includes(element.type ?? "text");
  return tag === "textarea" || tag === "select" || tag === "video" || tag === "audio" || element.isContentEditable === true;
}

const KEPT = "sayso-keys-off";

/** @param {Document} page */
function start(page) {
  const note = page.querySelector("#keys");
  if (!(note instanceof HTMLElement)) return;
  let off = localStorage.getItem(KEPT) === "yes";
  let pressed = false;
  const show = () => {
    note.hidden = false;
    for (const hint of page.querySelectorAll("[data-hint]")) if (hint instanceof HTMLElement) hint.hidden = off;
    for (const [part, hidden] of /** @type {[string, boolean][]} */ ([["[data-on]", off], ["[data-off]", !off]])) {
      const told = note.querySelector(part);
      if (told instanceof HTMLElement) told.hidden = hidden;
    }
    const button = note.querySelector("button");
    if (button !== null) button.textContent = off ? "Switch keys on" : "Switch keys off";
  };
  note.querySelector("button")?.addEventListener("click", () => {
    off = !off;
    localStorage.setItem(KEPT, off ? "yes" : "no");
    show();
  });
  page.addEventListener("keydown", (event) => {
    const key = meaning(event, { typing: takesKeys(page.activeElement instanceof HTMLElement ? page.activeElement : null), off, open: performance.now() });
    const target = key === null ? null : page.querySelector(`[data-key="${key}"]`);
    if (!(target instanceof HTMLElement) || pressed) return;
    event.preventDefault();
    // one key, one decision: the next page has its own
    pressed = true;
    target.click();
  });
  // a page that comes back from the browser's memory can be used again
  addEventListener("pageshow", () => (pressed = false));
  show();
}

if (typeof document !== "undefined") start(document);
