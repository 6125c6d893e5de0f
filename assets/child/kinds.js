// @ts-check
// Answers that take more than one tap: ticks with a limit, an order, a number. What is chosen stands
// in the page's own boxes and nowhere else.

import { fromDigits, inDigits, one } from "./dom.js";
import { boxOf, fill } from "./write.js";

/** @param {ParentNode} q @returns {HTMLInputElement[]} */
export const ticks = (q) => [...q.querySelectorAll("input")];

/** @param {HTMLInputElement} t */
const alone = (t) => t.hasAttribute("data-exclusive");

/** @param {HTMLElement} q @returns {HTMLInputElement | null} */
const numberOf = (q) => one(".number input", HTMLInputElement, q);

/** The number that is written, if the question takes it. @param {HTMLElement} q */
function numberIn(q) {
  const box = numberOf(q);
  const number = fromDigits(box?.value ?? "");
  const { least = 0, most = 9999 } = box?.dataset ?? {};
  return number !== null && number >= Number(least) && number <= Number(most) ? number : null;
}

/** The order of taps, as a list of values. @param {HTMLElement} q */
const orderOf = (q) => (q.dataset.order ?? "").split(" ").filter(Boolean);

/** What a question's boxes say, in order. @param {HTMLElement} q @returns {string[]} */
export function chosen(q) {
  const words = boxOf(q)?.value ?? "";
  if (words.trim()) return [words];
  if (numberIn(q) !== null) return [numberOf(q)?.value.trim() ?? ""];
  const on = ticks(q).filter((t) => t.checked).map((t) => t.value);
  const order = orderOf(q).filter((v) => on.includes(v));
  return order.length ? order : on;
}

/** What leaves the page: of an order the first place alone, nothing of what was skipped. Own words go another way.
 * @param {HTMLElement} q @returns {string[]} */
export function toSend(q) {
  if (boxOf(q)) return [];
  const said = chosen(q).filter((value) => value !== "skip");
  if (q.dataset.kind === "rank") return said.slice(0, 1);
  const number = numberIn(q);
  if (number === null) return said;
  const bins = (numberOf(q)?.dataset.bins ?? "").split(" ").map((bin) => bin.split(/[:-](?=\d+(?:-|$))/));
  const bin = bins.find(([, least, most]) => number >= Number(least) && number <= Number(most));
  return bin ? [bin[0]] : [];
}

/** Leaves in the boxes what leaves the page, for a form that goes as it is. @param {HTMLElement} q */
export function simplify(q) {
  const sent = toSend(q), number = numberOf(q);
  if (number) number.value = numberIn(q) === null ? "" : sent[0] ?? "";
  if (q.dataset.kind === "rank") for (const t of ticks(q)) t.checked = sent.includes(t.value);
}

/** Puts answers back. @param {HTMLElement} q @param {string[]} values */
export function restore(q, values) {
  const number = numberOf(q);
  for (const t of ticks(q)) if (t !== number) t.checked = values.includes(t.value);
  if (number) number.value = values.find((v) => fromDigits(v) !== null) ?? "";
  const box = boxOf(q);
  if (box) fill(box, values.find((v) => v !== "skip") ?? "");
  if (q.dataset.kind === "rank") places(q, values.filter((v) => v !== "skip"));
}

/** Takes a question's answers away. @param {HTMLElement} q */
export const clear = (q) => restore(q, []);

/** Writes the places of an order on its tiles. @param {HTMLElement} q @param {string[]} order */
function places(q, order) {
  q.dataset.order = order.join(" ");
  const digits = q.closest("form")?.dataset.digits;
  for (const t of ticks(q)) {
    const tile = t.closest(".tile");
    if (!(tile instanceof HTMLElement)) continue;
    const place = alone(t) ? 0 : order.indexOf(t.value) + 1;
    let mark = one(".rank", HTMLElement, tile);
    if (place && !mark) {
      mark = document.createElement("span");
      mark.className = "rank";
      tile.append(mark);
    }
    if (mark) place ? mark.textContent = inDigits(place, digits) : mark.remove();
  }
}

/** The box of a number, where something is written that the question does not take. @param {HTMLElement} q */
export const unread = (q) => (numberOf(q)?.value && numberIn(q) === null ? numberOf(q) : null);

/** Says a thing where the hint stands. @param {HTMLElement} q @param {string} words */
export function say(q, words) {
  let place = one(".said", HTMLElement, q);
  if (!place) {
    place = document.createElement("p");
    place.className = "hint said";
    place.role = "status";
    (one(".hint:not(.no-js)", HTMLElement, q) ?? one("legend", HTMLElement, q))?.after(place);
  }
  if (place.textContent !== words) place.textContent = words;
}

/** @param {HTMLFormElement} form @param {AbortSignal} signal */
export function kinds(form, signal) {
  // Places are given by tapping, so that several tiles of an order can be on.
  for (const q of form.querySelectorAll("[data-kind=rank]")) for (const t of ticks(q)) t.type = "checkbox";

  form.addEventListener("change", ({ target }) => {
    const q = target instanceof HTMLInputElement && target.closest(".question");
    if (!(target instanceof HTMLInputElement) || !(q instanceof HTMLElement)) return;
    const number = numberOf(q);
    if (number && target !== number) number.value = "";
    if (target.type === "checkbox" && target.checked) {
      for (const t of ticks(q)) if (t !== target && (alone(target) || alone(t))) t.checked = false;
      const limit = Number(q.dataset.limit) || Infinity;
      if (chosen(q).length > limit) {
        target.checked = false;
        say(q, (form.dataset.limitWords ?? "").replace("{limit}", inDigits(limit, form.dataset.digits)));
        return;
      }
    }
    if (q.dataset.kind === "rank") {
      const on = ticks(q).filter((t) => t.checked && !alone(t)).map((t) => t.value);
      const kept = orderOf(q).filter((v) => on.includes(v));
      places(q, [...kept, ...on.filter((v) => !kept.includes(v))]);
    }
    if (one(".said", HTMLElement, q)) say(q, "");
  }, { signal });

  form.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.closest(".number")) return;
    const q = target.closest(".question");
    if (!(q instanceof HTMLElement)) return;
    if (target.value) for (const t of ticks(q)) t.checked = false;
    // A number that the question does not take is not an answer, and she is told.
    say(q, target.value && numberIn(q) === null ? target.dataset.words ?? "" : "");
  }, { signal });

  form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-step]");
    const box = button && button.parentElement && one("input", HTMLInputElement, button.parentElement);
    if (!(button instanceof HTMLElement) || !box) return;
    const now = fromDigits(box.value);
    const { least = 0, most = 9999 } = box.dataset;
    const next = now === null ? Math.max(Number(least), Number(button.dataset.step)) : now + Number(button.dataset.step);
    box.value = inDigits(Math.min(Number(most), Math.max(Number(least), next)), form.dataset.digits);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }, { signal });

  // Enter chooses the answer in focus; it never sends the form from the middle.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.target.type !== "text") event.target.click();
  }, { signal });
}
