// @ts-check
// The two pages of the officer: setting this tablet up, and what is in order before children come.

import { one } from "./dom.js";
import { keepAll, keptList, register } from "./keep.js";
import { Outbox, written } from "./outbox.js";

/** @typedef {import("./store.js").Enrolment} Enrolment */
/** @typedef {import("./store.js").Store} Store */

/** A letter, with what the database needs around it; so many are to fit. */
const LETTER = 6_000, LETTERS = 1_000, MINUTES_OFF = 5;

/** `form#enrol`. @param {Store} store @param {HTMLFormElement} form */
export async function enrolling(store, form) {
  const box = one("#code", HTMLInputElement, form), status = one("#enrol-status", HTMLElement, form);
  const say = (/** @type {string | undefined} */ words) => status && (status.textContent = words ?? "");
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
    say(`${form.dataset.done} ${tablet}.`);
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
  // The manifest starts here: a tablet that was set up goes on to its event.
  const mine = /** @type {Enrolment | undefined} */ (await store.kept("me").catch(() => undefined));
  if (mine && !mine.revoked && navigator.serviceWorker?.controller) location.replace(`/e/${mine.event}`);
}

/** *Ready for today?* @param {Store} store @param {HTMLElement} list */
export async function checking(store, list) {
  const event = list.dataset.event ?? "";
  const tick = (/** @type {string} */ check, /** @type {boolean} */ yes, /** @type {string} */ more = "") => {
    const row = one(`[data-check="${check}"]`, HTMLElement, list), found = row && one(".found", HTMLElement, row);
    if (!row || !found) return;
    row.dataset.found = yes ? "yes" : "no";
    found.textContent = `${yes ? "✓" : "✗"} ${(yes ? row.dataset.yes : row.dataset.no) ?? ""}${more}`;
  };
  tick("secure", isSecureContext);
  tick("key", isSecureContext && !!globalThis.crypto?.subtle);
  const asked = performance.now();
  void fetch(`/e/${event}/cache`, { method: "GET", cache: "no-store", credentials: "omit" }).then((answer) => {
    const there = Date.parse(answer.headers.get("date") ?? "") + (performance.now() - asked) / 2;
    tick("clock", Math.abs(Date.now() - there) < MINUTES_OFF * 60_000);
  }).catch(() => {});
  if (!isSecureContext || !navigator.serviceWorker) {
    for (const check of ["worker", "cached", "persistent", "space", "enrolled"]) tick(check, false);
    return;
  }
  const mine = /** @type {Enrolment | undefined} */ (await store.kept("me").catch(() => undefined));
  const here = mine?.event === event && !mine.revoked;
  tick("enrolled", here, here ? ` ${mine.tablet}.` : "");
  const persistent = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
  tick("persistent", persistent);
  if (!mine || !here) {
    for (const check of ["worker", "cached"]) tick(check, false);
    // What a tablet holds that was shut out can still be carried away as a file.
    if (mine?.event === event) await officers(store, new Outbox(store), mine, list);
    return;
  }
  tick("worker", await register().then(() => true, () => false));
  const outbox = new Outbox(store);
  const found = one('[data-check="cached"] .found', HTMLElement, list);
  try {
    await keepAll(mine, await outbox.all(), (done, all) => found && (found.textContent = `${done} / ${all}`));
    tick("cached", true);
  } catch {
    const before = await keptList(event).catch(() => null);
    tick("cached", !!before);
  }
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  tick("space", quota - usage > LETTER * LETTERS);
  await officers(store, outbox, mine, list);
}

/** What an officer can do here: send now, take the sealed answers away as a file, set how long a tablet waits for a child.
 * @param {Store} store @param {Outbox} outbox @param {Enrolment & { idle?: number }} mine @param {HTMLElement} list */
async function officers(store, outbox, mine, list) {
  const part = document.createElement("section");
  const head = document.createElement("h2"), held = document.createElement("p"), actions = document.createElement("p");
  head.textContent = `${mine.tablet}, ${mine.event_name}`;
  held.setAttribute("role", "status");
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
    held.textContent = (await outbox.holds()) ? "It holds sealed answers that were not sent yet." : "It holds no answers.";
  };
  button("Send now", async () => {
    await outbox.now();
    await told();
  });
  button("Save the sealed answers as a file", async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([written(mine.event, await outbox.all())], { type: "application/jsonl" }));
    link.download = `${mine.tablet.replace(/\W+/g, "-").toLowerCase()}.sayso`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  const label = document.createElement("label"), choice = document.createElement("select");
  label.textContent = "Left alone for so long, it is ready for the next child: ";
  for (const [seconds, words] of /** @type {const} */ ([[120, "2 minutes"], [180, "3 minutes"], [300, "5 minutes"], [600, "10 minutes"], [0, "never"]])) {
    choice.append(new Option(words, `${seconds}`, false, seconds === (mine.idle ?? 180)));
  }
  choice.addEventListener("change", () => void store.keep("me", { ...mine, idle: Number(choice.value) }));
  label.append(choice);
  part.append(head, held, actions, label);
  list.after(part);
  await told();
  outbox.begin();
}
