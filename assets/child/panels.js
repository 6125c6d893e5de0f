// @ts-check
// Help, Look and the break lie over the page: the address stays, so Back does not go through them.

import { headTo, one } from "./dom.js";

/** @typedef {{ open: () => HTMLElement | null, show: (panel: HTMLElement | null) => void }} Panels */

/** @returns {Panels} */
export function panels() {
  /** @type {HTMLElement | null} */ let open = null;
  /** @type {HTMLElement | null} */ let from = null;
  /** @param {HTMLElement | null} panel */
  const show = (panel) => {
    open?.classList.remove("open");
    open = panel;
    for (const main of document.querySelectorAll("main")) main.inert = !!panel;
    if (panel) {
      panel.hidden = false;
      panel.classList.add("open");
      panel.scrollTop = 0;
      // So that the bar, with Hide this, is on the screen.
      scrollTo(0, 0);
      headTo(panel);
    } else from?.focus();
  };
  /** What a closed panel gives way to: while a break lasts, its cover. */
  const under = () => (document.body.classList.contains("covered") ? one("#paused", HTMLElement) : null);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!(link instanceof HTMLAnchorElement)) return;
    const panel = link.hash && link.pathname === location.pathname ? one(`.help${link.hash}`, HTMLElement) : null;
    if (panel) from = open ? from : link;
    else if (!open || !link.classList.contains("close")) return;
    event.preventDefault();
    show(panel ?? under());
    const part = panel && link.dataset.part ? one(`#${link.dataset.part}`, HTMLElement, panel) : null;
    if (!part) return;
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    if (panel) panel.scrollTop = part.offsetTop - 140;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open && open.id !== "paused") show(under());
  });
  return { open: () => open, show };
}
