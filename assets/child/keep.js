// @ts-check
// Fetches everything that an event needs into a cache of its own, and drops what is not needed any more.

import { cacheName, cachesOf, droppable } from "./pages.js";

/** @typedef {import("./pages.js").List} List */
/** @typedef {import("./store.js").Enrolment} Enrolment */

/** So many are fetched at once. */
const AT_ONCE = 6;

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
 * @param {(done: number, all: number) => void} [told]
 * @param {() => Promise<boolean>} [room] whether letters have room; with it videos are fetched too */
export async function keepAll(mine, waiting, told = () => {}, room = undefined) {
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
  await videos(list, cache, room);
  for (const old of droppable(before, mine.event, name, waiting)) await caches.delete(old);
  return list;
}

/** Signed videos: those that were here already, and on *Ready for today?* the others, if they and letters have room.
 * @param {List} list @param {Cache} cache @param {(() => Promise<boolean>) | undefined} room */
async function videos(list, cache, room) {
  for (const { url } of list.videos) {
    if (await cache.match(url)) continue;
    const got = (await caches.match(url)) ?? (room && (await fetch(url, { credentials: "omit" }).catch(() => null)));
    if (got?.status !== 200) continue;
    if (!(await cache.put(url, got).then(() => true, () => false))) break;
  }
  if (room && list.videos.length && !(await room())) for (const { url } of list.videos) await cache.delete(url);
}

/** Whether so many bytes more find room. They are written and taken out again: what a browser says of its room is a round
 * number that tells nothing of the disk, and a database goes by what it was told half a minute ago. @param {number} bytes */
export async function roomFor(bytes) {
  const full = new Uint8Array(bytes), step = 65_536, name = "sayso-room";
  // At random, so that nothing is packed.
  for (let at = 0; at < bytes; at += step) crypto.getRandomValues(full.subarray(at, at + step));
  const there = await caches.open(name).then((cache) => cache.put("/e/room", new Response(full))).then(() => true, () => false);
  await caches.delete(name).catch(() => {});
  return there;
}

/** Asks for the service worker, and waits until it is there; and for the newest one, if there is a network. */
export async function register() {
  const there = await navigator.serviceWorker.register("/e/worker.js", { scope: "/e/", updateViaCache: "none" });
  await navigator.serviceWorker.ready;
  // To register once more is no reason for a browser to look for another one.
  await there.update().catch(() => {});
}
