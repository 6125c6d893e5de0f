// @ts-check
// Finds things on the page.

/** @template {Element} T @param {string} selector @param {new () => T} type @param {ParentNode} [from]
 * @returns {T | null} */
export function one(selector, type, from = document) {
  const found = from.querySelector(selector);
  return found instanceof type ? found : null;
}

/** Moves to a heading, so that it is read out and Tab goes on from there. @param {ParentNode | null} part */
export function headTo(part) {
  const head = part && one(".ask, h1, h2", HTMLElement, part);
  if (!head) return;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

/** A number in the language's own digits. @param {number} n @param {string | undefined} digits */
export const inDigits = (n, digits) => [...`${n}`].map((d) => [...(digits ?? "")][Number(d)] ?? d).join("");

/** A number from digits of any of our scripts; none if it is not one. @param {string} text */
export function fromDigits(text) {
  const plain = text.trim().replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660)).replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x6f0));
  return /^\d{1,4}$/.test(plain) ? Number(plain) : null;
}
