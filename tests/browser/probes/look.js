// @ts-check
// Rows about what is seen: 10, 13, 14, 30, 31, 34, 35.

(() => {
  const { HAIR, seen, panel, step, nameOf, stops, ratio, pixels } = globalThis.rows;

  /** Row 13: one heading of the first level, which on a question is the legend. */
  const heading = () => {
    const all = [...document.querySelectorAll("h1")].filter((h) => h.checkVisibility({ visibilityProperty: true }));
    const wrong = all.length === 1 ? [] : [`row 13: ${all.length} headings of the first level`];
    const q = step();
    if (q.matches(".question") && !q.querySelector(":scope > legend > h1")) wrong.push("row 13: the question is no heading in the legend");
    return wrong;
  };

  /** Row 14. */
  const title = () => {
    const words = (/** @type {string} */ s) => s.replace(/[\s\u2011-]+/g, " ").trim();
    // The cover of a break hides the question, in the title too.
    const cover = panel()?.id === "paused" ? panel()?.querySelector("h2") : null;
    const asked = words((cover ?? step().querySelector("h1") ?? document.querySelector("h1"))?.textContent ?? "");
    return asked && words(document.title).startsWith(asked) ? [] : [`row 14: “${document.title}” does not begin with “${asked}”`];
  };

  /** What a ring is drawn around: an input is as large as its tile. @param {Element} e */
  const ringed = (e) => e.closest(".tile, .look, .tick, label.control") ?? e;

  /** Row 10: compares a picture without focus with one with focus. Both show the same part of the screen, `pad` px around a
   * box. On each side the ring must be at least 3 px of pixels that changed by at least 3:1.
   * @param {string} before @param {string} after @param {number} pad @param {number} scale @param {string} name */
  const ring = async (before, after, pad, scale, name) => {
    const [a, b] = [await pixels(before), await pixels(after)];
    const [w, h, p] = [b.width, b.height, pad * scale];
    /** @type {[string, (i: number) => [number, number]][]} */
    const sides = [
      ["above", (i) => [w / 2 | 0, p + 10 * scale - i]], ["below", (i) => [w / 2 | 0, h - p - 10 * scale + i]],
      ["at the start", (i) => [p + 10 * scale - i, h / 2 | 0]], ["at the end", (i) => [w - p - 10 * scale + i, h / 2 | 0]],
    ];
    const thin = sides.map(([side, at]) => {
      let run = 0, most = 0;
      for (let i = 0; i < p + 10 * scale; i++) {
        const [x, y] = at(i);
        run = ratio(a.at(x, y), b.at(x, y)) >= 3 ? run + 1 : 0;
        most = Math.max(most, run);
      }
      return { side, px: most / scale };
    }).filter(({ px }) => px < 3);
    return thin.map(({ side, px }) => `row 10: the ring of ${name} is ${px} px ${side}`);
  };

  /** The next stop for `ring`: scrolls to it and says where it is. Radios of a group each. @param {number} i */
  const stopAt = (i) => {
    const e = stops()[i];
    if (!e) return null;
    const box = ringed(e);
    box.scrollIntoView({ block: "center", behavior: "instant" });
    const r = box.getBoundingClientRect();
    return { name: nameOf(box), x: r.x, y: r.y, width: r.width, height: r.height };
  };
  /** @param {number} i */
  const focusOn = (i) => {
    // As after a key, whatever was used last.
    stops()[i]?.focus(/** @type {FocusOptions} */ ({ preventScroll: true, focusVisible: true }));
    return document.activeElement === stops()[i] && !!document.querySelector(":focus-visible");
  };
  const focusOff = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return true;
  };

  /** Row 10, 2.4.11: what has focus is not behind the bar. */
  const bared = () => {
    const e = document.activeElement;
    if (!e || e === document.body) return [];
    const box = ringed(e), r = box.getBoundingClientRect();
    const hidden = [[r.left + 4, r.top + 4], [r.right - 4, r.top + 4], [r.left + r.width / 2, r.top + r.height / 2], [r.left + 4, r.bottom - 4]]
      .filter(([x = 0, y = 0]) => {
        const hit = document.elementFromPoint(x, y);
        return !hit || !!hit.closest(".bar") !== !!e.closest(".bar");
      });
    return hidden.length === 0 || r.height > innerHeight / 2 ? [] : [`row 10: ${nameOf(box)} has focus behind something (top ${r.top.toFixed(0)}, bottom ${r.bottom.toFixed(0)} of ${innerHeight})`];
  };

  /** Row 30: how a chosen tile differs from one that is not, but for colour. */
  const chosenMark = () => {
    const tiles = [...step().querySelectorAll("label.tile")];
    const [on, off] = [tiles.find((t) => t.querySelector("input:checked")), tiles.find((t) => !t.querySelector("input:checked"))];
    if (!on || !off) return ["row 30: nothing is chosen"];
    /** @param {Element} e */
    const width = (e) => {
      const style = getComputedStyle(e), spread = /(-?[\d.]+)px(?= *(?:inset)?$)/.exec(style.boxShadow.replace(/, (?=rgb)/g, ";").split(";")[0] ?? "");
      return parseFloat(style.borderTopWidth) + (style.boxShadow === "none" ? 0 : Number(spread?.[1] ?? 0));
    };
    const wrong = [];
    if (width(on) < width(off) + 2) wrong.push(`row 30: the border of a chosen tile is ${width(on)}, of another ${width(off)}`);
    const rank = on.querySelector(".rank");
    const tick = getComputedStyle(on, "::after");
    const shown = rank ? seen(rank) : tick.content !== "none" && tick.display !== "none" && parseFloat(tick.width) >= 24;
    if (!shown) wrong.push("row 30: a chosen tile has no tick");
    if (!rank) {
      const disc = getComputedStyle(on, "::before");
      if (disc.backgroundColor === tick.backgroundColor) wrong.push(`row 30: the tick is ${tick.backgroundColor} on ${disc.backgroundColor}`);
    }
    return wrong;
  };

  /** Row 31: nothing moves. */
  const still = () => {
    const moving = document.getAnimations().map((a) => `row 31: something moves: ${a.id || a.constructor.name}`);
    for (const e of document.querySelectorAll("body *")) {
      const style = getComputedStyle(e);
      if (style.animationName !== "none" || parseFloat(style.transitionDuration) > 0) moving.push(`row 31: ${nameOf(e)} may move`);
    }
    return moving.slice(0, 5);
  };

  /** Row 35: language and direction, and what is turned around. @param {string} lang @param {string} dir */
  const turned = (lang, dir) => {
    const html = document.documentElement, wrong = [];
    if (html.lang !== lang || html.dir !== dir) wrong.push(`row 35: the page is ${html.lang} ${html.dir}, not ${lang} ${dir}`);
    /** @param {Element} e */
    const flips = (e) => {
      let sign = 1;
      for (let at = /** @type {Element | null} */ (e); at; at = at.parentElement) {
        const { scale, transform } = getComputedStyle(at);
        if (scale.startsWith("-")) sign = -sign;
        if (transform.startsWith("matrix(-")) sign = -sign;
      }
      return sign < 0;
    };
    for (const arrow of document.querySelectorAll(".turn")) {
      if (seen(arrow) && flips(arrow) !== (dir === "rtl")) wrong.push(`row 35: an arrow in ${nameOf(arrow.closest("a, button, label") ?? arrow)} points the wrong way`);
    }
    for (const art of document.querySelectorAll(".art:not(.turn)")) {
      if (seen(art) && !art.closest(".scene") && flips(art)) wrong.push(`row 35: a picture in ${nameOf(art.closest("a, button, label") ?? art)} is mirrored`);
    }
    const tile = [...document.querySelectorAll("label.tile:has(input:checked)")].find(seen);
    if (tile && getComputedStyle(tile, "::after").scale.startsWith("-")) wrong.push("row 35: the tick is mirrored");
    return wrong;
  };

  /** Row 34: on a tablet the buttons at the foot are on the screen whole, without scrolling. */
  const foot = () => {
    const next = [...document.querySelectorAll("#next")].find(seen);
    if (!next || panel() || innerWidth < 600) return [];
    const r = next.getBoundingClientRect();
    return r.top >= 0 && r.bottom <= innerHeight + HAIR ? [] : [`row 34: Next ends at ${r.bottom.toFixed(0)} of ${innerHeight}`];
  };

  Object.assign(globalThis.rows, { heading, title, ring, stopAt, focusOn, focusOff, bared, chosenMark, still, turned, foot });
})();
