// @ts-check
// The service worker: gives an enrolled tablet the pages, voices and pictures that were kept for it, with or without a
// network. It stores nothing of its own, sees no answer, and touches no cache: the page fills and drops them.

import { cachesOf, dressed, find, looksOf, named, piece } from "./pages.js";

/** @typedef {import("./pages.js").List} List */

/** How long the first page is waited for, to see whether the event still goes on. */
const PATIENCE = 1_500;

/** What of the service worker is used here (the types of pages do not know it).
 * @typedef {{ request: Request, respondWith: (answer: Promise<Response>) => void, waitUntil: (work: Promise<unknown>) => void }} Fetched
 * @typedef {{ skipWaiting: () => Promise<void>, clients: { claim: () => Promise<void> }, location: Location,
 *   addEventListener: (name: string, work: (event: Fetched) => void) => void }} Worker_ */
const worker = /** @type {Worker_} */ (/** @type {unknown} */ (globalThis));

// A new worker takes over at once: it holds nothing, so nothing of the one before is lost.
worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

/** The newest cache of an event that was filled to the end, with its list.
 * @param {string} event @returns {Promise<{ cache: Cache, list: List } | null>} */
async function kept(event) {
  for (const name of cachesOf(await caches.keys(), event).reverse()) {
    const cache = await caches.open(name);
    // The list is put in last.
    const list = await (await cache.match(`/e/${event}/cache`))?.json();
    if (list) return { cache, list };
  }
  return null;
}

/** A page that is not kept and cannot be had, such as that of a vote when the network has just gone: back to the event
 * that is kept. @param {Request} request */
async function home(request) {
  const [, event] = /^sayso-([^-]+)-/.exec((await caches.keys()).at(-1) ?? "") ?? [];
  const first = new URL(`/e/${event}`, request.url);
  return event && request.mode === "navigate" && !new URL(request.url).pathname.startsWith(first.pathname) ? Response.redirect(first.href, 303) : Response.error();
}

/** @param {Request} request */
async function page(request) {
  const url = new URL(request.url), at = named(url);
  const here = at && (await kept(at.event));
  if (!at || !here) return fetch(request).catch(() => home(request));
  if (at.page === "ready") return fetch(request).catch(async () => (await here.cache.match(url.pathname)) ?? Response.error());
  const listed = find(here.list, url);
  if (!listed) return fetch(request);
  // Only the first page asks the network: whether the event still goes on is seen there, and no child waits again.
  if (at.page === "ways" && navigator.onLine) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), credentials: "omit", cache: "no-store" }).catch(() => null);
    // 401: for the tablets of the room alone. This is one of them: its pages are kept here.
    if (answer && answer.status < 500 && answer.status !== 401) return answer;
  }
  const query = new URLSearchParams(url.search);
  if (listed.to) {
    const to = new URL(listed.to, url);
    for (const name of ["theme", "size"]) to.searchParams.set(name, query.get(name) ?? to.searchParams.get(name) ?? "");
    return Response.redirect(to.href, 303);
  }
  if (at.page === "answer" && !/^[0-9a-f]{32}$/.test(query.get("envelope") ?? "")) {
    // Every child has an envelope of her own.
    const fresh = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    query.set("envelope", fresh);
    return Response.redirect(`${url.origin}${url.pathname}?${query}`, 303);
  }
  const found = await here.cache.match(listed.url);
  if (!found) return fetch(request);
  const headers = new Headers(found.headers);
  headers.delete("content-length");
  headers.delete("content-encoding");
  headers.set("cache-control", "no-store");
  return new Response(dressed(await found.text(), looksOf(url)), { headers });
}

/** @param {Request} request */
async function file(request) {
  const { pathname } = new URL(request.url);
  const found = await caches.match(pathname);
  if (!found) return fetch(request);
  const range = request.headers.get("range");
  if (!range) return found;
  const all = await found.arrayBuffer(), part = piece(range, all.byteLength);
  const headers = new Headers(found.headers);
  headers.set("accept-ranges", "bytes");
  headers.delete("content-length");
  headers.delete("content-encoding");
  if (part === null) return new Response(all, { headers });
  headers.set("content-range", part === "bad" ? `bytes */${all.byteLength}` : `bytes ${part[0]}-${part[1]}/${all.byteLength}`);
  return part === "bad" ? new Response(null, { status: 416, headers }) : new Response(all.slice(part[0], part[1] + 1), { status: 206, headers });
}

worker.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  // What comes with the tablet's credential fills the cache, and must not come out of it: the pages would never be new.
  if (request.headers.has("authorization")) return;
  if (/^\/(assets|clips)\//.test(url.pathname)) event.respondWith(file(request));
  // What is not a page of the event (the list, whom to talk to) goes to the network as it is. A page in another
  // language is fetched by the script, and is kept too.
  else if (/^\/e\/[^/]+(\/(ready|for-tablet|words|alone|welcome|answer|not-now|thanks))?\/?$/.test(url.pathname) && !/^\/e\/(tablet|worker\.js)$/.test(url.pathname)) event.respondWith(page(request));
});
