// @ts-check
// Fetches everything that an event needs into a cache of its own, and drops what is not needed any more.

import { cacheName, cachesOf, droppable } from "./pages.js";

/** @typedef {import("./pages.js").List} List */
/** @typedef {import("./store.js").Enrolment} Enrolment */

/** So many are fetched at once; room that must be left for letters. */
const AT_ONCE = 6, LEFT = 50_000_000;

/** The list of what is kept of an event, if all of it is there. @param {string} event @returns {Promise<List | null>} */
export async function keptList(event) {
  for (const name of cachesOf(await caches.keys(), event).reverse()) {
    const list = await (await caches.open(name)).match(`/e/${event}/cache`);
    if (list) return list.json();
  }
  return null;
}

/** @param {ArrayBuffer} bytes */
async function short(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((b) => b.toString(16).padStart(2, "0")).join("").slice(0, 16);
}

/** @template T @param {T[]} all @param {(one: T) => Promise<void>} work */
async function each(all, work) {
  const left = [...all];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let one = left.pop(); one; one = left.pop()) await work(one);
  }));
}

/** Keeps the event as it is now. Throws where it cannot; what is there already stays in use.
 * @param {Enrolment} mine @param {{ event: string, version: string }[]} waiting letters not sent yet
 * @param {(done: number, all: number) => void} [told] */
export async function keepAll(mine, waiting, told = () => {}) {
  const at = `/e/${mine.event}`, bearer = { authorization: `Bearer ${mine.credential}` };
  const answer = await fetch(`${at}/cache`, { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error(`the list was refused: ${answer.status}`);
  const text = await answer.text(), list = /** @type {List} */ (JSON.parse(text));
  const name = cacheName(list), before = await caches.keys(), cache = await caches.open(name);
  const has = async (/** @type {string} */ url) => !!(await cache.match(url));
  let done = 0;
  const all = list.pages.length + list.files.length + list.clips.length + 1;
  if (!(await has(`${at}/cache`))) {
    await each(list.pages, async (page) => {
      if (page.to === undefined && !(await has(page.url))) {
        const got = await fetch(page.url, { headers: bearer, cache: "no-store", credentials: "omit" });
        const bytes = await got.clone().arrayBuffer();
        // A page that changed meanwhile belongs to another list.
        if (!got.ok || (await short(bytes)) !== page.hash) throw new Error("a page is not the listed one");
        await cache.put(page.url, got);
      }
      told(++done, all);
    });
    await each([...list.files, ...list.clips], async ({ url }) => {
      if (!(await has(url))) {
        const old = await caches.match(url), got = old ?? (await fetch(url, { credentials: "omit" }));
        if (!got.ok) throw new Error("a file was refused");
        await cache.put(url, got);
      }
      told(++done, all);
    });
    const ready = await fetch(`${at}/ready`, { cache: "no-store", credentials: "omit" });
    if (ready.ok) await cache.put(`${at}/ready`, ready);
    // Last: a cache with its list is a whole one.
    await cache.put(`${at}/cache`, new Response(text, { headers: { "content-type": "application/json" } }));
  }
  told(all, all);
  await videos(list, cache);
  for (const old of droppable(before, mine.event, name, waiting)) await caches.delete(old);
  return list;
}

/** Signed videos, only if there is room. @param {List} list @param {Cache} cache */
async function videos(list, cache) {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (!list.videos.length || quota - usage - list.video_bytes < LEFT) return;
  for (const { url } of list.videos) {
    if (await cache.match(url)) continue;
    const got = await fetch(url, { credentials: "omit" }).catch(() => null);
    if (got?.status === 200) await cache.put(url, got);
  }
}

/** Asks for the service worker, and waits until it is there. */
export async function register() {
  await navigator.serviceWorker.register("/e/worker.js", { scope: "/e/", updateViaCache: "none" });
  await navigator.serviceWorker.ready;
}
