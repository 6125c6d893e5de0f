// @ts-check
// Colours and size change in place; words and language come from the server, and the answers stay
// here: they are put back into the new page and never sent for it.

import { headTo, one } from "./dom.js";
import { isHidden } from "./hide.js";

/** @typedef {import("./walk.js").Place} Place */

/** @param {string} type @param {ParentNode} of */
const chosenLook = (type, of) => of.querySelectorAll(`.look[name=${type}]`);

/** Looks chosen on the first page, by radio. */
function firstPage() {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.closest(".looks")) return;
    if (target.name === "theme" || target.name === "size") document.body.dataset[target.name] = target.value;
  });
}

/** Takes the other page's words into this one. @param {Document} other */
function take(other) {
  for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, other.documentElement.getAttribute(name) ?? "");
  for (const name of ["band", "way"]) document.body.dataset[name] = other.body.dataset[name] ?? "";
  document.title = other.title;
  for (const selector of ["#listen", ".bar .control[href='#help']", ".bar .hide-this", "#help", "#looks", "#pause", "#paused", "main"]) {
    const [old, fresh] = [document.querySelector(selector), other.querySelector(selector)];
    if (!old || !fresh) continue;
    old.replaceChildren(...fresh.childNodes);
    for (const { name, value } of fresh.attributes) if (name.startsWith("data-")) old.setAttribute(name, value);
  }
  for (const selector of ["#progress", "template#quiet"]) {
    const [old, fresh] = [document.querySelector(selector), other.querySelector(selector)];
    if (old && fresh) old.replaceWith(fresh);
  }
}

/** @param {{ place: () => Place | null, restart: (place: Place) => void, close: () => void }} of */
export function looks({ place, restart, close }) {
  firstPage();
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("#looks [formaction]");
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (button.name === "theme" || button.name === "size") {
      document.body.dataset[button.name] = button.value;
      for (const other of chosenLook(button.name, document)) other.setAttribute("aria-pressed", `${other === button}`);
      return;
    }
    if (button.ariaPressed === "true") return close();
    const address = new URL(button.formAction);
    address.pathname = location.pathname;
    for (const name of ["theme", "size"]) address.searchParams.set(name, document.body.dataset[name] ?? "");
    address.searchParams.set("envelope", new URLSearchParams(location.search).get("envelope") ?? "");
    try {
      const answer = await fetch(address, { credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(15_000) });
      if (!answer.ok) throw new Error("no page");
      const other = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (isHidden()) return;
      const here = place();
      if (!here) return;
      const part = [...document.querySelectorAll("#looks details")].findIndex((d) => d instanceof HTMLDetailsElement && d.open);
      take(other);
      // The part of the panel that she was in is open again, in the new words.
      for (const [i, d] of document.querySelectorAll("#looks details").entries()) if (d instanceof HTMLDetailsElement) d.open = i === part;
      for (const name of ["theme", "size"]) {
        for (const look of chosenLook(name, document)) look.setAttribute("aria-pressed", `${look.getAttribute("value") === document.body.dataset[name]}`);
      }
      history.replaceState(history.state, "", address);
      restart(here);
      // Where the child pressed, in the new words.
      const panel = one("#looks", HTMLElement);
      if (panel) headTo(panel);
    } catch {
      const words = one("#look-failed", HTMLElement);
      if (words) words.textContent = words.dataset.words ?? "";
    }
  });
}
