// @ts-check
// The two pages of the officer: setting this tablet up, and what is in order before children come.

import { one } from "./dom.js";
import { greeting } from "./greet.js";
import { keepAll, keptList, register, roomFor } from "./keep.js";
import { Outbox, written } from "./outbox.js";

/** @typedef {import("./store.js").Enrolment} Enrolment */
/** @typedef {import("./store.js").Store} Store */

/** What a thousand letters take, with what the database needs around them. */
const ROOM = 6_000_000, MINUTES_OFF = 5;

/** `form#enrol`. @param {Store} store @param {HTMLFormElement} form */
export async function enrolling(store, form) {
  const box = one("#code", HTMLInputElement, form), status = one("#enrol-status", HTMLElement, form);
  const say = (/** @type {string | undefined} */ words, wrong = words !== form.dataset.asks) => {
    if (status) status.textContent = words ?? "";
    box?.toggleAttribute("aria-invalid", wrong);
    if (wrong) box?.focus();
  };
  const ask = async (/** @type {{ code: string } | { link: string }} */ by) => {
    say(form.dataset.asks);
    const answer = await fetch("/e/tablet", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(by), credentials: "omit" })
      .catch(() => null);
    if (answer?.status === 404) return say(form.dataset.unknown);
    if (answer?.status === 429) return say(form.dataset.slow);
    if (!answer?.ok) return say(form.dataset.failed);
    const { credential, tablet, event, event_name, way_out, first, ready } = await answer.json();
    // Without a secure connection there is no store to speak of: the tablet works online.
    if (!isSecureContext) return location.replace(first);
    try {
      await store.keep("me", { credential, tablet, event, event_name, way_out });
    } catch {
      return say(form.dataset.failed);
    }
    say(`${form.dataset.done} ${tablet}.`, false);
    location.replace(ready);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask({ code: box?.value ?? "" });
  });
  const link = /^#link=([0-9a-f]{32})$/.exec(location.hash)?.[1];
  if (link) {
    history.replaceState(null, "", location.pathname);
    return ask({ link });
  }
  // The manifest starts here: a tablet that was set up goes on to its event, unless it is to be set up anew.
  if (location.hash === "#anew") return;
  const mine = /** @type {Enrolment | undefined} */ (await store.kept("me").catch(() => undefined));
  if (mine && !mine.revoked && navigator.serviceWorker?.controller) location.replace(`/e/${mine.event}`);
}

/** *Ready for today?* @param {Store} store @param {HTMLElement} list */
export async function checking(store, list) {
  const event = list.dataset.event ?? "";
  const row = (/** @type {string} */ check) => one(`[data-check="${check}"]`, HTMLElement, list);
  const tick = (/** @type {string} */ check, /** @type {boolean} */ yes, /** @type {string} */ words = "") => {
    const there = row(check), found = there && one(".found", HTMLElement, there);
    if (!there || !found) return;
    there.dataset.found = yes ? "yes" : "no";
    found.textContent = words || ((yes ? there.dataset.yes : there.dataset.no) ?? "");
    one(".mend", HTMLElement, there)?.toggleAttribute("hidden", yes);
  };
  one("#again", HTMLButtonElement)?.addEventListener("click", () => location.reload());
  tick("secure", isSecureContext);
  tick("key", isSecureContext && !!globalThis.crypto?.subtle);
  const clock = clockOf(event, tick);
  await rest(store, list, event, tick);
  await clock;
  ended(list);
}

/** Compares the tablet's clock with the server's, if there is a network.
 * @param {string} event @param {(check: string, yes: boolean, words?: string) => void} tick */
async function clockOf(event, tick) {
  const asked = performance.now();
  const answer = await fetch(`/e/${event}/cache`, { method: "GET", cache: "no-store", credentials: "omit" }).catch(() => null);
  const there = Date.parse(answer?.headers.get("date") ?? "") + (performance.now() - asked) / 2;
  if (Number.isNaN(there)) return;
  const right = Math.abs(Date.now() - there) < MINUTES_OFF * 60_000;
  const time = (/** @type {number} */ at) => new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  tick("clock", right, right ? "" : `It says ${time(Date.now())}; it is ${time(there)}.`);
}

/** All but the clock. @param {Store} store @param {HTMLElement} list @param {string} event
 * @param {(check: string, yes: boolean, words?: string) => void} tick */
async function rest(store, list, event, tick) {
  if (!isSecureContext || !navigator.serviceWorker) {
    for (const check of ["worker", "cached", "persistent", "space", "enrolled"]) tick(check, false);
    return;
  }
  const mine = /** @type {Enrolment | undefined} */ (await store.kept("me").catch(() => undefined));
  const here = mine?.event === event && !mine.revoked, name = one("#tablet-name", HTMLElement);
  if (name) name.textContent = mine?.event === event ? `${mine.tablet} · ` : "";
  if (mine?.event === event && mine.revoked) list.dataset.shut = "yes";
  tick("enrolled", here, here ? `This is ${mine.tablet}.` : mine?.event === event ? `${mine.tablet} was shut out.` : "");
  tick("persistent", (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false);
  if (!mine || !here) {
    // What a tablet holds that was shut out can still be carried away as a file.
    if (mine?.event === event) await officers(store, new Outbox(store), mine);
    return;
  }
  tick("worker", await register().then(() => true, () => false));
  const outbox = new Outbox(store);
  const found = one('[data-check="cached"] .found', HTMLElement, list), bar = document.createElement("progress");
  bar.ariaLabel = "What is here of all pages and voices";
  try {
    await keepAll(mine, await outbox.all(), (done, all) => {
      if (!found) return;
      if (!bar.isConnected) found.replaceChildren("Fetching …", bar);
      Object.assign(bar, { max: all, value: done });
    }, () => roomFor(ROOM));
    tick("cached", true);
  } catch {
    tick("cached", !!(await keptList(event).catch(() => null)));
  }
  // What was taken out a moment ago may still be counted: a browser forgets it a little later.
  let room = await roomFor(ROOM);
  for (let again = 0; !room && again < 3; again += 1) {
    await new Promise((go) => setTimeout(go, 1000));
    room = await roomFor(ROOM);
  }
  tick("space", room);
  await officers(store, outbox, mine);
}

/** The end of the list: whether the tablet can be handed on. @param {HTMLElement} list */
function ended(list) {
  const end = one("#hand-on", HTMLElement), said = end && one("[role=status]", HTMLElement, end), way = end && one("a", HTMLAnchorElement, end);
  if (!end || !said || !way) return;
  const missing = [...list.querySelectorAll('li[data-found="no"]')];
  const must = [...list.querySelectorAll("li[data-must]:not([data-found=yes])")].length > 0;
  const { all, some, must: first, shut, go, goSome, goMust, goShut } = end.dataset, out = list.dataset.shut === "yes";
  said.textContent = (out ? shut : must ? first : missing.length ? some : all) ?? "";
  way.textContent = (out ? goShut : must ? goMust : missing.length ? goSome : go) ?? "";
  if (out) way.href = "/e/tablet#anew";
  way.classList.toggle("second", must);
  one("#again", HTMLButtonElement)?.toggleAttribute("hidden", !missing.length);
}

/** What an officer can do here: send now, take the sealed answers away as a file, set how long a tablet waits for a child.
 * @param {Store} store @param {Outbox} outbox @param {Enrolment & { idle?: number }} mine */
async function officers(store, outbox, mine) {
  const part = document.createElement("section");
  const head = document.createElement("h2"), held = document.createElement("p"), actions = document.createElement("p");
  part.id = "held";
  head.textContent = "During the day, and after it";
  held.setAttribute("role", "status");
  held.className = "holds";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  actions.className = "actions";
  const button = (/** @type {string} */ words, /** @type {() => Promise<void>} */ work) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.className = "second";
    made.addEventListener("click", () => void work());
    actions.append(made, " ");
  };
  const told = async () => {
    const full = await outbox.holds();
    held.classList.toggle("full", full);
    held.textContent = full ? "It holds sealed answers that were not sent yet." : "It holds no answers.";
  };
  button("Send now", async () => {
    said.textContent = "Sending …";
    await outbox.now();
    await told();
    said.textContent = !(await outbox.holds()) ? "Nothing is left to send." : mine.revoked ? "The server refused: this tablet was shut out. Set it up anew." : "Not all could be sent now: there is no network, or the server does not answer. What is left stays here.";
  });
  button("Save the sealed answers as a file", async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([written(mine.event, await outbox.all())], { type: "application/jsonl" }));
    link.download = `${mine.tablet.replace(/\W+/g, "-").toLowerCase()}.sayso`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    said.textContent = `Saved as ${link.download}. Take it in on the board of this event. The answers stay here too: each is counted once.`;
  });
  const label = document.createElement("label"), choice = document.createElement("select");
  label.textContent = "When nobody touches it, it is ready for the next child after";
  for (const [seconds, words] of /** @type {const} */ ([[120, "2 minutes"], [180, "3 minutes"], [300, "5 minutes"], [600, "10 minutes"], [0, "never"]])) {
    choice.append(new Option(words, `${seconds}`, false, seconds === (mine.idle ?? 180)));
  }
  choice.addEventListener("change", () => void store.keep("me", { ...mine, idle: Number(choice.value) }));
  label.append(choice);
  part.append(head, held, actions, said, label);
  const anew = document.createElement("p"), way = document.createElement("a");
  Object.assign(way, { href: "/e/tablet#anew", textContent: "Set it up anew, with another code" });
  anew.append(way);
  part.append(anew);
  one("#hand-on", HTMLElement)?.after(part);
  await told();
  setInterval(() => void told().catch(() => {}), 5_000);
  outbox.begin();
  if (mine.revoked) return;
  // The board learns at once that it is there, and so it goes on while this page is open.
  void greeting(mine, outbox, store, { first: 1, told: (name) => {
    const place = one("#tablet-name", HTMLElement), row = one('[data-check="enrolled"] .found', HTMLElement);
    if (place) place.textContent = `${name} · `;
    if (row) row.textContent = `This is ${name}.`;
  } });
}
