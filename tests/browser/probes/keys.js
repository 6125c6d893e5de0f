// @ts-check
// Rows about keys: 8 and 11.

(() => {
  const { seen, step, stops, nameOf, place } = globalThis.rows;

  /** Row 8: what Tab stops at comes in the order in which it is seen: row by row, and in a row as the language is read. */
  const order = () => {
    const rtl = document.documentElement.dir === "rtl", wrong = [];
    const all = stops().map((e) => ({ e, box: e.closest("label") ?? e })).map(({ e, box }) => ({ name: nameOf(box), bar: !!e.closest(".bar"), ...place(box) }));
    for (const [i, b] of all.entries()) {
      const a = all[i - 1];
      if (!a || a.bar !== b.bar) continue;
      const together = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
      const fits = together ? (rtl ? b.left < a.left : b.left > a.left) : b.top > a.top;
      if (!fits) wrong.push(`row 8: ${b.name} comes after ${a.name}`);
    }
    return wrong;
  };

  /** Whether something is answered on this step. */
  const answered = () => [...step().querySelectorAll("input")].some((i) => (i.type === "text" ? i.value !== "" : i.checked));

  /** Row 11: what is marked, and after how many milliseconds it became so. @param {number} ms */
  const marks = async (ms) => {
    /** @type {[number, string][]} */ const log = [];
    for (const begun = performance.now(); performance.now() - begun < ms; await new Promise((go) => setTimeout(go, 10))) {
      const now = [...document.querySelectorAll(".scanned")].filter(seen).map((e) => e.textContent?.trim() ?? "").join(" and ");
      if (now !== log.at(-1)?.[1]) log.push([performance.now() - begun, now]);
    }
    return log;
  };

  Object.assign(globalThis.rows, { order, answered, marks });
})();
