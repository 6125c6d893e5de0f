// @ts-check
// What the browser tests measure with: it is put into the page that is looked at. Each probe gives what is wrong,
// as sentences; nothing wrong is an empty list. Numbers are CSS pixels.

(() => {
  /** A part of a pixel that rounding may cost. */
  const HAIR = 0.5;

  /** @param {Element} e */
  const seen = (e) => {
    const r = e.getBoundingClientRect();
    return r.width > 0 && r.height > 0 && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert], .unseen")
      && (!e.closest("details:not([open])") || !!e.closest("summary"));
  };

  /** What lies over the page, if something does. @returns {Element | null} */
  const panel = () => [...document.querySelectorAll("#paused, .help.open")].filter(seen).at(-1) ?? null;

  /** The step on the screen, or under what lies over it; else the page's main part. @returns {Element} */
  const step = () => [...document.querySelectorAll("#answers > :is(.question, .offer, .finish, .check), #thanks")].find((e) => e.checkVisibility())
    ?? document.querySelector("main") ?? document.body;

  /** What can be reached now: the bar, and the panel or else the rest of the page. @param {string} selector @returns {Element[]} */
  const reachable = (selector) => {
    const over = panel();
    return [...document.querySelectorAll(selector)].filter((e) => seen(e) && (!over || over.contains(e) || !!e.closest(".bar")));
  };

  /** A name for a message. @param {Element} e */
  const nameOf = (e) => {
    const words = (e.getAttribute("aria-label") ?? e.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 40);
    const kind = e.id ? `#${e.id}` : e.tagName.toLowerCase() + [...e.classList].map((c) => `.${c}`).join("");
    return words ? `${kind} “${words}”` : kind;
  };

  /** Where an element is on the page, whatever is scrolled. @param {Element} e */
  const place = (e) => {
    const r = e.getBoundingClientRect();
    const over = panel();
    const inside = over?.contains(e) ? over : null;
    const [x, y] = inside ? [inside.scrollLeft, inside.scrollTop] : e.closest(".bar") ? [0, 0] : [scrollX, scrollY];
    return { left: r.left + x, top: r.top + y, right: r.right + x, bottom: r.bottom + y, width: r.width, height: r.height };
  };

  /** Everything that can be pressed now. The input in a label is pressed by its label. @returns {Target[]} */
  const targets = () => reachable("a[href], button, summary, label:has(input), input, select, textarea").filter((e) => !e.parentElement?.closest("label"))
    .map((e) => ({
      name: nameOf(e), element: e, answer: e.closest(".answer"), ...place(e),
      what: e.matches(".tile") ? "tile" : e.matches(".speak, .signed-answer") ? "speaker" : "control",
    }));

  /** What Tab stops at, in the order of the page. @returns {HTMLElement[]} */
  const stops = () => /** @type {HTMLElement[]} */ (reachable("a[href], button, summary, input, select, textarea, video[controls], [tabindex]"))
    .filter((e) => e.tabIndex >= 0 && !e.matches(":disabled"));

  /** Ratio of two luminances. @param {number} a @param {number} b */
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

  /** Relative luminance, as WCAG defines it. @param {number} r @param {number} g @param {number} b 0 to 255 */
  const luminance = (r, g, b) => {
    const [R, G, B] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };

  /** The pixels of a screenshot. @param {string} base64 */
  const pixels = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    /** @param {number} x @param {number} y */
    const at = (x, y) => {
      const i = (Math.min(image.height - 1, Math.max(0, y)) * image.width + Math.min(image.width - 1, Math.max(0, x))) * 4;
      return luminance(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
    };
    return { width: image.width, height: image.height, at };
  };

  Object.assign(globalThis, { rows: { HAIR, seen, panel, step, reachable, nameOf, place, targets, stops, ratio, luminance, pixels } });
})();
