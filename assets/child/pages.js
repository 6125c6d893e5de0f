// @ts-check
// Which kept page an address means, and how it looks in the colours and size that the address names. No network, no storage.

/** @typedef {{ page: string, way?: string, words?: string, lang: string, url: string, hash: string, bytes: number, to?: string }} Listed */
/** @typedef {{ event: string, version: string, hash: string, defaults: { way: string, words_of_pictures: string, words: string, lang: string },
 *   pages: Listed[], files: { url: string, bytes: number }[], clips: { url: string, bytes: number }[], videos: { url: string, bytes: number }[],
 *   bytes: number, video_bytes: number }} List */

const THEMES = ["usual", "contrast", "cream"], SIZES = ["1", "2", "3"];

/** The caches of one event, the newest last. @param {string[]} names @param {string} event */
export const cachesOf = (names, event) => names.filter((name) => name.startsWith(`sayso-${event}-`));

/** @param {List} list */
export const cacheName = ({ event, version, hash }) => `sayso-${event}-${version}-${hash}`;

/** Caches that may go: of this event, not the one that is in use, and of a version with nothing waiting.
 * @param {string[]} names @param {string} event @param {string} used @param {{ event: string, version: string }[]} waiting */
export function droppable(names, event, used, waiting) {
  const needed = waiting.filter((letter) => letter.event === event).map((letter) => `sayso-${event}-${letter.version}-`);
  return cachesOf(names, event).filter((name) => name !== used && !needed.some((start) => name.startsWith(start)));
}

/** The event and the page that an address under /e/ means. @param {URL} url @returns {{ event: string, page: string } | null} */
export function named(url) {
  const [, event, page = ""] = /^\/e\/([^/]+)(?:\/([^/]+))?\/?$/.exec(url.pathname) ?? [];
  if (!event) return null;
  if (page === "alone" && url.searchParams.get("no") === "1") return { event, page: "not-alone" };
  return { event, page: page || "ways" };
}

/** The listed page of an address. @param {List} list @param {URL} url @returns {Listed | undefined} */
export function find(list, url) {
  const page = named(url)?.page;
  const asked = url.searchParams, { defaults } = list;
  const mine = list.pages.filter((p) => p.page === page);
  const one = (/** @type {"way" | "words" | "lang"} */ name, /** @type {string} */ usual) => {
    const wanted = asked.get(name) ?? "";
    return mine.some((p) => p[name] === wanted) ? wanted : usual;
  };
  const way = one("way", defaults.way), lang = one("lang", defaults.lang);
  const words = one("words", way === "pictures" ? defaults.words_of_pictures : defaults.words);
  const fits = (/** @type {Listed} */ p, /** @type {boolean} */ exact) =>
    (!p.way || p.way === way) && (!p.lang || p.lang === lang) && (!exact || !p.words || p.words === words);
  return mine.find((p) => fits(p, true)) ?? mine.find((p) => fits(p, false));
}

/** Theme and size of an address. @param {URL} url */
export function looksOf(url) {
  const one = (/** @type {string[]} */ all, /** @type {string} */ name) => all.find((v) => v === url.searchParams.get(name)) ?? all[0];
  return { theme: one(THEMES, "theme"), size: one(SIZES, "size") };
}

/** A kept page, which is in the usual colours and size, in those of an address: as the server would have made it.
 * @param {string} html @param {{ theme: string, size: string }} looks */
export function dressed(html, { theme, size }) {
  if (theme === "usual" && size === "1") return html;
  const other = (/** @type {string} */ t, /** @type {string} */ s) => `theme=${t === "usual" ? theme : t}&amp;size=${s === "1" ? size : s}`;
  const wanted = (/** @type {string} */ name) => (name === "theme" ? theme : size);
  return html
    .replace(/data-theme="usual" data-size="1"/, `data-theme="${theme}" data-size="${size}"`)
    // A link or button that chooses a look keeps what it chooses; all others go on in this look.
    .replace(/<(a|button)\b[^>]*>/g, (tag) => {
      const [, name, value] = /(?:data-look|name)="(theme|size)" (?:data-value|value)="(\w+)"/.exec(tag) ?? [];
      if (!name) return tag.replace(/theme=(\w+)&amp;size=(\w+)/g, (_, t, s) => other(t, s));
      const [t, s] = name === "theme" ? [value, size] : [theme, value];
      const now = tag.replace(/theme=\w+&amp;size=\w+/, `theme=${t}&amp;size=${s}`);
      const on = value === wanted(name);
      return now.startsWith("<a")
        ? now.replace(/ aria-current="true"/, "").replace(/ aria-label/, on ? ' aria-current="true" aria-label' : " aria-label")
        : now.replace(/aria-pressed="\w+"/, `aria-pressed="${on}"`);
    })
    .replace(/<input type="(radio|hidden)" name="(theme|size)" value="(\w+)"( checked)?/g, (_, type, name, value) =>
      type === "hidden" ? `<input type="hidden" name="${name}" value="${wanted(name)}"` : `<input type="radio" name="${name}" value="${value}"${value === wanted(name) ? " checked" : ""}`)
    .replace(/(\saction="[^"]*)theme=(\w+)&amp;size=(\w+)/g, (_, before, t, s) => before + other(t, s));
}

/** One piece of a file, as a Range header asks for it; none: all of it; "bad": it cannot be had.
 * @param {string | null} range @param {number} length @returns {[number, number] | null | "bad"} first and last byte */
export function piece(range, length) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === undefined || (!first && !last)) return null;
  const from = first ? Number(first) : Math.max(0, length - Number(last));
  const to = first && last ? Math.min(Number(last), length - 1) : length - 1;
  return from > to || from >= length ? "bad" : [from, to];
}
