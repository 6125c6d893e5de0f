// @ts-check
// Rows about sizes and places: 3, 4, 5, 9, 12, 15, 18, 32, 33.

(() => {
  const { HAIR, seen, panel, step, nameOf, place, targets, stops } = globalThis.rows;

  /** Row 3. Every tile, the quiet ones too, and those of a panel. */
  const tiles = () => {
    const least = /^(4-7|8-11)$/.test(document.body.dataset.band ?? "") ? 120 : 88;
    return targets().filter((t) => t.what === "tile" && (t.width < least - HAIR || t.height < least - HAIR))
      .map((t) => `row 3: ${t.name} is ${t.width.toFixed(1)} × ${t.height.toFixed(1)}, not ${least}`);
  };

  /** Row 4, sizes: all that is not a tile. */
  const controls = () => targets().filter((t) => t.what !== "tile" && (t.width < 64 - HAIR || t.height < 64 - HAIR))
    .map((t) => `row 4: ${t.name} is ${t.width.toFixed(1)} × ${t.height.toFixed(1)}, not 64`);

  /** Row 4, gaps: of every pair. A speaker lies in its own tile, which is as large as it can be: a slip there chooses or
   * speaks the same answer, so that pair alone is let off. */
  const gaps = () => {
    const all = targets(), wrong = [];
    for (const [i, a] of all.entries()) {
      for (const b of all.slice(i + 1)) {
        const own = a.answer && a.answer === b.answer && (a.what === "tile") !== (b.what === "tile");
        if (own) continue;
        const x = Math.max(0, a.left - b.right, b.left - a.right), y = Math.max(0, a.top - b.bottom, b.top - a.bottom);
        const gap = Math.hypot(x, y);
        if (gap < 16 - HAIR) wrong.push(`row 4: ${gap.toFixed(1)} between ${a.name} and ${b.name}`);
      }
    }
    return wrong;
  };

  /** Row 5: what lies under the four corners of a tile, 8 px inside, is the tile. Its own speaker may cover one. */
  const corners = () => {
    const wrong = [];
    const over = panel();
    for (const t of targets().filter((t) => t.what === "tile")) {
      t.element.scrollIntoView({ block: "center", behavior: "instant" });
      const r = t.element.getBoundingClientRect();
      for (const [cx, cy] of [[r.left + 8, r.top + 8], [r.right - 8, r.top + 8], [r.left + 8, r.bottom - 8], [r.right - 8, r.bottom - 8]]) {
        const hit = document.elementFromPoint(cx, cy);
        const speaker = hit?.closest(".speak, .signed-answer");
        if (hit && (t.element.contains(hit) || (speaker && speaker.closest(".answer") === t.answer))) continue;
        wrong.push(`row 5: the corner of ${t.name} at ${Math.round(cx - r.left)}, ${Math.round(cy - r.top)} is ${hit ? nameOf(hit) : "nothing"}`);
      }
    }
    scrollTo(0, 0);
    if (over) over.scrollTop = 0;
    return wrong;
  };

  /** Row 9: stops of a switch. Choices do not count: tiles, and buttons of which one is pressed in. A group of radios is one
   * stop, as Tab takes it. The list of answers before sending has as many as there are questions, and is let off. */
  const stopCount = () => {
    if (step().matches(".check") && !panel()) return { before: 0, all: 0, exempt: true };
    /** @type {Set<string>} */ const groups = new Set();
    let before = -1, all = 0;
    for (const e of stops()) {
      const choice = e.matches(".tile, .tile *") && !panel();
      if (choice && before < 0) before = all;
      if (e instanceof HTMLInputElement && e.type === "radio") {
        if (groups.has(e.name)) continue;
        groups.add(e.name);
        all += 1;
      } else if (!choice && !e.matches("[aria-pressed]")) all += 1;
    }
    return { before: Math.max(0, before), all, exempt: false };
  };
  const few = () => {
    const { before, all, exempt } = stopCount();
    if (exempt) return [];
    return [...(before > 8 ? [`row 9: ${before} stops before the first answer`] : []), ...(all > 14 ? [`row 9: ${all} stops`] : [])];
  };

  /** Row 12: how far tiles are from the edges of the screen. On a phone 24 would cost a word a line: 16 there. */
  const edges = () => {
    const least = innerWidth < 600 ? 16 : 24;
    const width = document.documentElement.clientWidth;
    return targets().filter((t) => t.what === "tile").flatMap((t) => {
      const near = Math.min(t.left, width - t.right, t.top);
      return near < least - HAIR ? [`row 12: ${t.name} is ${near.toFixed(1)} from the edge, not ${least}`] : [];
    });
  };

  /** Row 15: the areas and letters of answers and of what stands apart. Null where there is nothing to compare. */
  const quiet = () => {
    const q = step();
    /** @param {string} selector */
    const all = (selector) => [...q.querySelectorAll(selector)].filter(seen);
    const [loud, soft] = [all(".tiles:not(.quiet) > .answer > .tile"), all(".tiles.quiet > .answer > .tile")];
    if (!loud.length || !soft.length) return null;
    /** @param {Element[]} those */
    const area = (those) => those.map((t) => t.getBoundingClientRect()).map((r) => r.width * r.height);
    /** @param {Element[]} those */
    const letters = (those) => [...new Set(those.map((t) => t.querySelector(".name")).filter((n) => n !== null).map((n) => {
      const style = getComputedStyle(n);
      return `${style.fontSize} ${style.fontWeight} ${style.fontFamily.split(",")[0]}`;
    }))];
    const [a, b] = [area(loud), area(soft)];
    return { least: Math.min(...b) / Math.max(...a), most: Math.max(...b) / Math.min(...a), same: letters([...loud, ...soft]).length === 1, letters: letters([...loud, ...soft]) };
  };
  const equal = () => {
    const found = quiet();
    if (!found) return [];
    const { least, most, same, letters } = found;
    return [
      ...(least < 0.9 || most > 1.1 ? [`row 15: quiet tiles have ${least.toFixed(2)} to ${most.toFixed(2)} of an answer's area`] : []),
      ...(same ? [] : [`row 15: letters differ: ${letters.join("; ")}`]),
    ];
  };

  /** Row 18: where the three buttons of the bar are; null while one has nothing to do. */
  const bar = () => Object.fromEntries([["listen", "#listen"], ["help", ".bar a[href='#help']"], ["hide", ".bar .hide-this"]].map(([name, selector]) => {
    const e = document.querySelector(selector ?? "");
    return [name, e && seen(e) ? [place(e).left, place(e).top, place(e).width, place(e).height] : null];
  }));

  /** Row 32: nothing scrolls sideways, and nothing is cut off where it would. */
  const sideways = () => {
    const wide = document.documentElement;
    const wrong = wide.scrollWidth > wide.clientWidth ? [`row 32: the page is ${wide.scrollWidth} wide on ${wide.clientWidth}`] : [];
    const over = panel();
    if (over && over.scrollWidth > over.clientWidth) wrong.push(`row 32: ${nameOf(over)} scrolls sideways`);
    for (const t of words()) {
      if (t.left < -HAIR || t.right > wide.clientWidth + HAIR) wrong.push(`row 32: “${t.text}” from ${t.left.toFixed(0)} to ${t.right.toFixed(0)} of ${wide.clientWidth}`);
    }
    for (const t of targets()) {
      if (t.left < -HAIR || t.right > wide.clientWidth + HAIR) wrong.push(`row 32: ${t.name} from ${t.left.toFixed(0)} to ${t.right.toFixed(0)}`);
    }
    return wrong;
  };

  /** The boxes of all words that can be read. */
  const words = () => {
    const root = panel() ?? document.body, found = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement;
      if (!node.textContent?.trim() || !parent || !seen(parent) || parent.closest("template, script, style, select")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      // The box of a line is as high as the font's tallest letters anywhere; what is read is about as high as its size.
      const size = parseFloat(getComputedStyle(parent).fontSize);
      for (const r of range.getClientRects()) {
        const spare = Math.max(0, (r.height - size) / 2);
        found.push({ parent, text: node.textContent.trim().slice(0, 40), left: r.left, right: r.right, top: r.top + spare, bottom: r.bottom - spare, width: r.width });
      }
    }
    return found.filter((t) => t.width > 0);
  };

  /** Row 33: no word is cut off or leaves the tile or button that it belongs to. */
  const clipped = () => {
    const wrong = [];
    for (const t of words()) {
      const box = t.parent.closest(".tile, .control, .look, summary");
      // The place of an order lies over the corner of its tile, as the tick does.
      if (box && !t.parent.closest(".rank")) {
        const r = box.getBoundingClientRect();
        if (t.left < r.left - HAIR || t.right > r.right + HAIR || t.top < r.top - HAIR || t.bottom > r.bottom + HAIR) wrong.push(`row 33: “${t.text}” leaves ${nameOf(box)}`);
      }
      for (let e = /** @type {Element | null} */ (t.parent); e && e !== document.body; e = e.parentElement) {
        const style = getComputedStyle(e);
        if (style.overflowY === "visible" && style.overflowX === "visible") continue;
        if (style.overflowY !== "auto" && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1) && !e.matches("input")) {
          wrong.push(`row 33: ${nameOf(e)} cuts “${t.text}” off`);
        }
      }
    }
    // Nor does something lie over a word.
    for (const t of words()) {
      const [x, y] = [(t.left + t.right) / 2, (t.top + t.bottom) / 2];
      if (x < 1 || y < 1 || x > innerWidth - 1 || y > innerHeight - 1) continue;
      const hit = document.elementFromPoint(x, y), whole = ".tile, .control, .look, label";
      const own = hit && (hit.contains(t.parent) || t.parent.contains(hit) || (t.parent.closest(whole) !== null && hit.closest(whole) === t.parent.closest(whole)));
      if (!own && !t.parent.closest(".rank")) wrong.push(`row 33: “${t.text}” lies under ${hit ? nameOf(hit) : "nothing"}`);
    }
    // Two texts must not lie over each other either.
    const all = words();
    for (const [i, a] of all.entries()) {
      for (const b of all.slice(i + 1)) {
        if (a.parent === b.parent || a.parent.contains(b.parent) || b.parent.contains(a.parent)) continue;
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x > 2 && y > 2) wrong.push(`row 33: “${a.text}” lies over “${b.text}”`);
      }
    }
    return [...new Set(wrong)];
  };

  /** Row 33: no word is broken in two, but where it has a hyphen. */
  const broken = () => {
    const wrong = new Set();
    const texts = document.createTreeWalker(panel() ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement, text = node.textContent ?? "";
      if (!text.trim() || !parent || !seen(parent) || parent.closest("template, script, style, select")) continue;
      for (const { 0: word, index } of text.matchAll(/[^\s\-\u2010\u2011\u200b\/]+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top / 8)));
        if (lines.size > 1) wrong.add(`row 33: “${word}” is broken in “${text.trim().slice(0, 40)}”`);
      }
    }
    return [...wrong];
  };

  /** WCAG 1.4.12, as its text says. @param {boolean} on */
  const spacing = (on) => {
    const sheet = new CSSStyleSheet();
    if (on) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
    document.adoptedStyleSheets = [sheet];
    return true;
  };

  Object.assign(globalThis.rows, { tiles, controls, gaps, corners, stopCount, few, edges, quiet, equal, bar, sideways, words, clipped, broken, spacing });
})();
