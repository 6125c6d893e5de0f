// @ts-check
// Rows 1, 2 and what else axe-core finds: WCAG 2.0 to 2.2, A and AA, its best practice, and text contrast of AAA.

(() => {
  /** @typedef {{ id: string, nodes: { target: string[], any: { message: string }[], all: { message: string }[], none: { message: string }[] }[] }} Violation */

  const audit = async () => {
    // AAA is what a child's page must have; staff pages have AA.
    const child = document.body.matches(".child");
    // Drawings that are hidden from everybody but the eye hold thousands of lines. Without them it takes a quarter of the time.
    /** @type {[Element, Node[]][]} */ const art = [...document.querySelectorAll("svg[aria-hidden=true]")].map((svg) => [svg, [...svg.childNodes]]);
    for (const [svg] of art) svg.replaceChildren();
    try {
      /** @type {{ violations: Violation[] }} */ const { violations } = await globalThis.axe.run(document, {
        resultTypes: ["violations"], preload: false,
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
        // Beside the rule of AA, which finds what is below 4.5:1: this one leaves that out.
        rules: { "color-contrast-enhanced": { enabled: child } },
      });
      return violations.map(({ id, nodes }) => `${id === "color-contrast-enhanced" ? "row 2" : "row 1"}: ${id}: ${
        nodes.slice(0, 5).map((n) => `${n.target.join(" ")} (${[...n.any, ...n.all, ...n.none][0]?.message ?? ""})`).join("; ")}`);
    } finally {
      for (const [svg, children] of art) svg.replaceChildren(...children);
    }
  };

  /** Row 2, where axe is not sure what lies behind words, such as a sheet drawn by CSS: makes all words vanish, so that a
   * picture shows what is behind them. @param {boolean} on */
  const wordless = (on) => {
    const sheet = new CSSStyleSheet();
    if (on) sheet.replaceSync("*, ::before, ::after { color: transparent !important; -webkit-text-fill-color: transparent !important; transition: none !important }");
    document.adoptedStyleSheets = [sheet];
    return true;
  };

  /** Row 2: every word against the worst of what is behind it. @param {string} base64 a picture of the page without its words */
  const contrast = async (base64) => {
    const { pixels, luminance, ratio, words } = globalThis.rows;
    const picture = await pixels(base64), wrong = new Set();
    for (const t of words()) {
      const style = getComputedStyle(t.parent), [r = 0, g = 0, b = 0, alpha = 1] = (style.color.match(/[\d.]+/g) ?? []).map(Number);
      const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const ink = luminance(r, g, b);
      let worst = 21;
      for (let y = Math.ceil(t.top); y < t.bottom && y < picture.height; y += 4) {
        for (let x = Math.max(0, Math.ceil(t.left)); x < t.right && x < picture.width; x += 4) worst = Math.min(worst, ratio(ink, picture.at(x, y)));
      }
      if (worst < (large ? 4.5 : 7) || alpha < 1) wrong.add(`row 2: “${t.text}” has ${worst.toFixed(1)} to what is behind it (${style.color})`);
    }
    return [...wrong];
  };

  Object.assign(globalThis.rows, { audit, wordless, contrast });
})();
