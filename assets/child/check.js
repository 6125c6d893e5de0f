// @ts-check
// The answers once more, each to be changed. What is spoken on a question is spoken here too.

import { one } from "./dom.js";
import { chosen } from "./kinds.js";
import { boxOf } from "./write.js";

/** The most of her own words that are shown once more. */
const SHOWN = 160;

/** Her own words, or how they begin. They are never spoken: others may hear. @param {string} text */
function own(text) {
  const words = document.createElement("span"), all = [...text.trim()];
  words.className = "own";
  words.textContent = all.length > SHOWN ? `${all.slice(0, SHOWN).join("")}…` : all.join("");
  return words;
}

/** Copies of what was chosen; nothing if it was skipped. @param {HTMLElement} q @returns {Node[]} */
function answersOf(q) {
  const said = chosen(q);
  if (said[0] === "skip") return [];
  const box = boxOf(q);
  if (box) return said.length ? [own(box.value)] : [];
  return said.flatMap((value) => {
    const box = [...q.querySelectorAll("input")].find((t) => t.value === value && t.type !== "text");
    if (box) return one(".name", HTMLElement, box.closest(".tile") ?? q)?.cloneNode(true) ?? [];
    const number = document.createElement("span");
    number.textContent = value;
    return number;
  });
}

/** @param {HTMLElement} part @param {HTMLElement[]} questions @param {(q: HTMLElement) => void} change */
export function fillCheck(part, questions, change) {
  const list = one("ol", HTMLElement, part), row = one("template", HTMLTemplateElement, part)?.content.firstElementChild;
  if (!list || !row) return;
  list.replaceChildren(...questions.map((q) => {
    const mine = /** @type {Element} */ (row.cloneNode(true));
    const [question, answer] = mine.querySelectorAll("p");
    const button = one("button", HTMLButtonElement, mine);
    const asked = [...one(".ask", HTMLElement, q)?.querySelectorAll("[data-voice]") ?? []];
    question.append(...asked.flatMap((words) => [words.cloneNode(true), " "]));
    const said = answersOf(q);
    if (said.length) answer.replaceChildren(...said);
    const wrote = boxOf(q) && said.length && one("template.wrote", HTMLTemplateElement, part);
    if (wrote) answer.prepend(wrote.content.cloneNode(true));
    if (button) button.ariaLabel = (part.dataset.changeThis ?? "").replace("{question}", question.textContent?.trim() ?? "");
    button?.addEventListener("click", () => change(q));
    return mine;
  }));
}
