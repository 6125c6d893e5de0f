// @ts-check
// What only an enrolled tablet does: keeps sealed letters until they are sent, hands itself on to the next child, says
// now and then whether it holds something, and lets a child raise a hand. A page without enrolment never loads it.

import { one } from "./dom.js";
import { greeting } from "./greet.js";
import { Idle } from "./idle.js";
import { Outbox } from "./outbox.js";
import { checking, enrolling } from "./ready.js";
import { raising } from "./raise.js";
import { Store } from "./store.js";
import { following, waits } from "./vote.js";

/** @typedef {import("./store.js").Enrolment} Enrolment */
/** @typedef {import("./store.js").Letter} Letter */
/** What the child's page gives: its panels; a way to wipe it; to be told when it is hidden; whether it is hidden.
 * @typedef {{ view: import("./panels.js").Panels, wipe: () => void, onHide: (work: () => void) => void, isHidden: () => boolean }} Given */
/** Hands a sealed letter over. kept: it is on the tablet and goes later. @typedef {(letter: Letter) => Promise<"done" | "kept" | "failed">} Keep */

/** How long a receipt is waited for before the child is told that the tablet sends later; how long a tablet may be left
 * alone, unless the officer chose another time. */
const RECEIPT = 3_000, ALONE = 180;

const store = new Store();
const form = one("form#enrol", HTMLFormElement), list = one("ul#ready", HTMLElement);
if (form) void enrolling(store, form);
if (list) void checking(store, list);

/** Begins on a child's page. Gives how a letter is handed over; null where this is no enrolled tablet.
 * @param {Given} given @returns {Promise<Keep | null>} */
export async function day(given) {
  const mine = /** @type {(Enrolment & { idle?: number }) | undefined} */ (await store.kept("me").catch(() => undefined));
  if (!mine) return null;
  const outbox = new Outbox(store), first = `/e/${mine.event}`;
  // A page of a child before is never shown again by going back to it.
  const [came] = performance.getEntriesByType("navigation");
  if (came instanceof PerformanceNavigationTiming && came.type === "back_forward" && location.pathname !== first) location.replace(first);
  const { fresh, busy, on } = handing(mine, outbox, given, first);
  outbox.begin();
  // Nobody begins at a page that waits while the event was closed.
  void greeting(mine, outbox, store, { over: () => fresh() && document.querySelector("main input") && location.reload() });
  raising(store, mine, given.view, () => panel("raise"));
  void words().then((page) => (document.body.dataset.again = page.body.dataset.again), () => {});
  manifest();
  wayOut(mine, given.view);
  void awake();
  // It could send nothing: no child begins at a tablet that was shut out.
  if (mine.revoked && location.pathname === first) void inPlace("shut");
  void following({ mine, store, busy, fresh, panel, inPlace, leave: on });
  return async (letter) => {
    if (given.isHidden()) return "failed";
    // A browser that cleared its storage under the page took the enrolment too: the page still knows it.
    await store.kept("me").then((there) => there || store.keep("me", mine)).catch(() => {});
    const kept = await outbox.put(letter);
    const told = kept ? 0 : setTimeout(() => void words().then(onlyHere, () => {}), RECEIPT);
    const arrived = await outbox.arrived(letter.id, RECEIPT);
    clearTimeout(told);
    return arrived ? "done" : "kept";
  };
}

/** Parts that lie over the page, by language and wording. @type {Map<string, Promise<Document>>} */
const parts = new Map();

/** The parts for tablets, in the words of the page as it is now. @returns {Promise<Document>} */
function words() {
  const { band = "", way = "" } = document.body.dataset, { lang } = document.documentElement;
  const key = new URLSearchParams({ way, words: band, lang }).toString();
  const there = parts.get(key);
  if (there) return there;
  const made = fetch(`${location.pathname.split("/").slice(0, 3).join("/")}/for-tablet?${key}`, { credentials: "omit" }).then(async (answer) => {
    if (!answer.ok) throw new Error("no page");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), sheet = page.querySelector("link[rel=stylesheet]");
    if (sheet && !document.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(sheet.cloneNode());
    return page;
  });
  parts.set(key, made);
  made.catch(() => parts.delete(key));
  return made;
}

/** The disk has no room and there is no network: the child is told that her answers are still here. @param {Document} page */
function onlyHere(page) {
  const place = one("#trouble", HTMLElement);
  if (!place) return;
  place.hidden = false;
  place.textContent = page.body.dataset.onlyHere ?? "";
}

/** One of them, fresh, put into the page. @param {string} id @returns {Promise<HTMLElement | null>} */
async function panel(id) {
  const page = await words().catch(() => null);
  const made = page?.getElementById(id)?.cloneNode(true);
  if (!(made instanceof HTMLElement)) return null;
  document.getElementById(id)?.remove();
  document.body.append(made);
  return made;
}

/** One of them in place of what the page shows. @param {string} id @returns {Promise<HTMLElement | null>} */
async function inPlace(id) {
  const made = await panel(id), main = one("main", HTMLElement), head = made && one("h2", HTMLElement, made);
  if (!made || !main || !head) return null;
  // It is the page's own heading now.
  const first = document.createElement("h1");
  Object.assign(first, { className: head.className, tabIndex: -1 });
  first.append(...head.childNodes);
  head.replaceWith(first);
  main.replaceChildren(made);
  first.focus();
  document.dispatchEvent(new CustomEvent("step"));
  return made;
}

/** At the end, at *Hide this*, and when nobody is there any more: nothing of the last child is left.
 * @param {Enrolment & { idle?: number }} mine @param {Outbox} outbox @param {Given} given @param {string} first */
function handing(mine, outbox, given, first) {
  let over = false;
  /** In place of this page, by itself without the language and colours that the last child chose. */
  const on = (to = first) => {
    over = true;
    given.wipe();
    for (const form of document.forms) form.reset();
    getSelection()?.removeAllRanges();
    location.replace(to);
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.primary");
    if (!(link instanceof HTMLAnchorElement) || link.pathname !== first || !link.closest(".thanks")) return;
    event.preventDefault();
    if (!outbox.onlyHere) on();
  });
  // The browser keeps no copy of the page with a child's answers in it.
  addEventListener("pagehide", () => {
    if (!outbox.onlyHere) for (const form of document.forms) form.reset();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) on();
  });
  addEventListener("beforeunload", (event) => {
    if (outbox.onlyHere) event.preventDefault();
  });
  given.onHide(() => {
    const words = document.body.dataset.again;
    setTimeout(() => again(first, words), 0);
  });

  const idle = new Idle({ limit: (mine.idle ?? ALONE) * 1000, now: () => performance.now() });
  for (const name of ["pointerup", "keydown", "input", "wheel", "scroll"]) addEventListener(name, () => idle.touch(), { capture: true, passive: true });
  /** @type {HTMLElement | null} */ let warning = null;
  let warned = false;
  /** @type {HTMLElement | null} */ let before = null;
  const fresh = () => location.pathname === first && !location.search && !document.querySelector("input:checked:not([checked])");
  const plays = () => [...document.querySelectorAll("audio, video")].some((media) => media instanceof HTMLMediaElement && !media.paused);
  setInterval(() => {
    if (over || given.isHidden()) return;
    const playing = plays();
    // After a vote nobody is there who could be missed: the big screen is looked at.
    const resting = waits(mine.event) || document.body.classList.contains("covered") || playing || outbox.onlyHere || !!document.querySelector("form#answers [type=submit]:disabled:not([hidden] *)");
    const what = idle.look(resting);
    if (what === "nothing" && warned) {
      warned = false;
      if (warning) given.view.show(before?.isConnected ? before : null);
      warning?.remove();
      warning = null;
    }
    if (what === "warn" && !warned && !fresh()) {
      warned = true;
      before = given.view.open();
      void panel("idle").then((made) => {
        warning = made;
        if (made && warned && !given.isHidden()) given.view.show(made);
        else made?.remove();
      });
    }
    if (what === "over") {
      if (fresh()) idle.touch();
      else on();
    }
  }, 500);
  /** What lies over the page, plays, or stands in this page alone is not to be left. */
  const busy = () => over || given.isHidden() || outbox.onlyHere || plays() || !!given.view.open() || document.body.classList.contains("covered");
  return { fresh, busy, on };
}

/** After *Hide this*: a plain way back for the next child. @param {string} first @param {string | undefined} words */
function again(first, words) {
  const line = document.createElement("p"), link = document.createElement("a");
  link.href = first;
  link.textContent = words ?? "↻";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(first);
  });
  line.append(link);
  document.body.append(line);
}

function manifest() {
  if (document.querySelector("link[rel=manifest]")) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "manifest", href: "/manifest.webmanifest" });
  document.head.append(link);
}

/** What Help has more on a tablet: to ask for somebody, and at its end the officer's way to *Ready for today?*.
 * @param {{ way_out: string, event: string }} mine @param {Given["view"]} view */
function wayOut(mine, view) {
  let wrong = 0, free = 0;
  document.addEventListener("click", async ({ target }) => {
    const help = target instanceof Element && target.closest("a[href='#help']") && one("#help", HTMLElement);
    if (!help || help.querySelector("#to-way-out")) return;
    const talk = document.createElement("a"), open = document.createElement("button");
    Object.assign(talk, { href: "#help", className: "control", textContent: one("#talk", HTMLElement, help)?.textContent ?? "" });
    talk.dataset.part = "talk";
    one("li", HTMLElement, help)?.append(" ", talk);
    Object.assign(open, { type: "button", id: "to-way-out", className: "control", lang: "en", textContent: "For the officer" });
    help.append(open);
    open.addEventListener("click", async () => {
      const part = await panel("way-out");
      if (!part) return;
      const ask = one("form", HTMLFormElement, part), box = one("input", HTMLInputElement, part), said = one("[role=status]", HTMLElement, part);
      ask?.addEventListener("submit", (sent) => {
        sent.preventDefault();
        const right = box?.value.trim() === mine.way_out, now = performance.now();
        if (box) box.value = "";
        if (right && now >= free) return location.replace(`/e/${mine.event}/ready`);
        // Three wrong ones, and it is closed for a while.
        if (++wrong % 3 === 0) free = now + 30_000;
        if (said) said.textContent = part.dataset.wrong ?? "";
      });
      view.show(part);
    });
  }, true);
}

/** The screen stays on while a child reads. */
async function awake() {
  const ask = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", ask);
  ask();
}
