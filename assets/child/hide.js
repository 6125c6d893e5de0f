// @ts-check
// "Hide this": a dull page in place of this one, at once, with or without a network. What was not
// sent is wiped.

import { one } from "./dom.js";

/** Whether the page was hidden: nothing may draw on it any more. */
let hidden = false;
export const isHidden = () => hidden;

/** What is to be forgotten with the page. @type {(() => void)[]} */
const others = [];
/** @param {() => void} forget */
export const onHide = (forget) => {
  others.push(forget);
};

/** Wipes the page and puts the dull one in its place. */
export function hide() {
  if (hidden) return;
  hidden = true;
  const dull = one("template#quiet", HTMLTemplateElement);
  for (const form of document.forms) form.reset();
  for (const sound of document.querySelectorAll("audio, video")) if (sound instanceof HTMLMediaElement) sound.pause();
  globalThis.speechSynthesis?.cancel();
  for (const forget of others) forget();
  history.replaceState(null, "", "/quiet");
  document.title = dull?.dataset.title ?? "";
  for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) sheet.remove();
  document.documentElement.className = "";
  const body = document.createElement("body");
  if (dull) body.append(dull.content.cloneNode(true));
  document.body.replaceWith(body);
  // Going back leads to the dull page too, not to a question.
  addEventListener("popstate", () => location.replace("/quiet"));
}

/** Listens for the button, and for Shift pressed three times in a row. */
export function hiding() {
  let shifts = 0;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.hide-this");
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    hide();
  }, true);
  document.addEventListener("keyup", (event) => {
    shifts = event.key === "Shift" ? shifts + 1 : 0;
    if (shifts === 3) hide();
  });
}
