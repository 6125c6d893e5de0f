// @ts-check
// A tablet says now and then that it is there, and whether it holds something; never right after a letter was sent. It is
// told when to say so next, and what it is called.

import { keepAll } from "./keep.js";

/** @typedef {import("./store.js").Enrolment} Enrolment */

/** How often its pages are looked at for a change, in milliseconds. */
const REFRESH = 600_000;

/** @param {Enrolment} mine @param {import("./outbox.js").Outbox} outbox @param {import("./store.js").Store} store
 * @param {{ first?: number, told?: (name: string) => void, over?: () => void }} [of] first: seconds until the
 *   first time; told: what is done after each answer; over: and where the event is closed */
export async function greeting(mine, outbox, store, { first = 5 + Math.random() * 40, told, over } = {}) {
  let next = first, looked = told ? performance.now() : -Infinity;
  for (;;) {
    await new Promise((go) => setTimeout(go, next * 1000));
    if (document.visibilityState !== "visible") {
      next = Math.max(next, 5);
      continue;
    }
    const answer = await fetch(`/e/${mine.event}/heartbeat`, {
      method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${mine.credential}` },
      body: JSON.stringify({ holds: await outbox.holds().catch(() => true) }), credentials: "omit", signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    const said = answer?.ok ? await answer.json().catch(() => null) : null;
    next = said?.next ?? Math.max(next, 40);
    const change = answer?.status === 401 ? { revoked: true } : said?.tablet && said.tablet !== mine.tablet ? { tablet: `${said.tablet}` } : null;
    if (change) {
      // What was set here meanwhile stays.
      const now = /** @type {Enrolment | undefined} */ (await store.kept("me").catch(() => undefined));
      if (now?.credential === mine.credential) await store.keep("me", { ...now, ...change }).catch(() => {});
      Object.assign(mine, change);
    }
    if (said) told?.(mine.tablet);
    if (said?.open === false) over?.();
    if (!said || performance.now() - looked < REFRESH) continue;
    looked = performance.now();
    const waiting = await outbox.all().catch(() => null);
    if (waiting) await keepAll(mine, waiting).catch(() => {});
  }
}
