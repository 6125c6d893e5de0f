// @ts-check
// A vote in the room. The tablet asks every few seconds whether one is open, whatever is done at it, and goes there
// where nothing is lost: never out of answers, a break, or a hand. It votes once, waits, and goes back at the close.

import { one } from "./dom.js";

/** What is told of an open vote: its event, where it is asked, where a tablet waits that has voted.
 * @typedef {{ event: string, ask: string, wait: string }} Vote */
/** Where a tablet is. first: ready for a child; before: on the way to the questions; asking: among them; thanked: after
 * them; voting, voted: at a vote. @typedef {"first" | "before" | "asking" | "thanked" | "voting" | "voted"} Place */
/** What is to be done. over: she is told that the vote is over, then back; late: told so, and may still send.
 * @typedef {"stay" | "go" | "wait" | "offer" | "back" | "over" | "late"} Step */

/** How often it is asked, in milliseconds: at least, and so much more at most; the longest wait while nobody answers. */
const EVERY = 1_500, MORE = 2_000, SLOWEST = 20_000;
/** How long a thank-you stands at least; how long a tablet waits that hears nothing any more. */
const READ = 6_000, ALONE = 300_000;

/** Where an address is. @param {{ pathname: string, search: string }} at @param {string} room the tablet's event
 * @param {boolean} fresh whether nothing was chosen here @returns {Place} */
export function placeOf({ pathname, search }, room, fresh) {
  const [, , event, page = ""] = pathname.split("/");
  if (event !== room) return page === "thanks" ? "voted" : "voting";
  if (page === "answer") return "asking";
  if (page === "thanks") return "thanked";
  return !page && !search && fresh ? "first" : "before";
}

/** What is to be done. @param {{ vote: Vote | null, place: Place, here: string, done: string, begun: boolean }} of
 *   here: the event of the page; done: the vote at which this tablet has voted; begun: whether an answer was chosen
 * @returns {Step} */
export function next({ vote, place, here, done, begun }) {
  const goesOn = vote?.event === here;
  if (place === "voted") return goesOn ? "stay" : "back";
  // Who has chosen may still send: what comes after the close is not lost. Nothing is sent that she did not send.
  if (place === "voting") return goesOn ? "stay" : begun ? "late" : "over";
  if (!vote || place === "asking") return "stay";
  const voted = vote.event === done;
  if (place === "first") return voted ? "wait" : "go";
  return voted ? "stay" : "offer";
}

/** The address of a vote in the way, wording, language, colours and size of the page before.
 * @param {string} ask @param {string} search */
export function dressed(ask, search) {
  const [path, query = ""] = ask.split("?"), to = new URLSearchParams(query), from = new URLSearchParams(search);
  for (const name of ["way", "words", "lang", "theme", "size"]) {
    const chosen = from.get(name);
    if (chosen) to.set(name, chosen);
  }
  return `${path}?${to}`;
}

/** Whether the page is one that waits: nobody is missed there.
 * @param {string} room */
export const waits = (room) => placeOf(location, room, false) === "voted";

/** @param {{ mine: import("./store.js").Enrolment, store: import("./store.js").Store, busy: () => boolean,
 *   fresh: () => boolean, panel: (id: string) => Promise<HTMLElement | null>,
 *   inPlace: (id: string) => Promise<HTMLElement | null>, leave: (to: string) => void }} of
 *   busy: whether something lies over the page or plays; leave: goes on with nothing of this child left */
export async function following({ mine, store, busy, fresh, panel, inPlace, leave }) {
  const first = `/e/${mine.event}`, headers = { authorization: `Bearer ${mine.credential}` };
  const place = () => placeOf(location, mine.event, fresh());
  const here = () => location.pathname.split("/")[2] ?? "";
  let done = /** @type {{ event: string } | undefined} */ (await store.kept("voted").catch(() => undefined))?.event ?? "";
  let arrived = performance.now(), heard = arrived, gone = false;
  /** @type {Promise<HTMLElement | null> | null} */ let line = null;
  const unsay = () => {
    void line?.then((made) => made?.remove());
    line = null;
  };

  /** Once she has voted, this tablet has; where children share it, the page offers the next one. */
  const note = () => {
    if (place() !== "voted") return;
    arrived = performance.now();
    if (document.querySelector(".thanks:not([hidden]) a.primary")) return;
    done = here();
    void store.keep("voted", { event: done }).catch(() => {});
  };
  document.addEventListener("step", note);
  note();

  /** @param {Vote | null} vote */
  const act = (vote) => {
    if (gone || busy()) return;
    const at = place();
    const step = next({ vote, place: at, here: here(), done, begun: !!document.querySelector("#answers input:checked") });
    const tells = step === "offer" || step === "late";
    if (!tells) unsay();
    if (step === "stay" || (step === "back" && performance.now() - arrived < READ)) return;
    if (tells) {
      line ??= step === "late" ? above("vote-late") : offered(vote);
      return;
    }
    gone = true;
    if (step === "over") return void over();
    leave(step === "go" && vote ? vote.ask : step === "wait" && vote ? vote.wait : first);
  };

  /** A line above what she does. @param {string} id */
  const above = async (id) => {
    const made = await panel(id);
    if (made) one("main", HTMLElement)?.before(made);
    return made;
  };

  /** @param {Vote | null} vote */
  const offered = async (vote) => {
    const made = await above("vote-call"), link = made && one("a", HTMLAnchorElement, made);
    if (link && vote) link.href = dressed(vote.ask, location.search);
    link?.addEventListener("click", (event) => {
      event.preventDefault();
      gone = true;
      leave(link.href);
    });
    return made;
  };

  /** She has not chosen, and the room looks at the screen: so does she, and then the tablet goes back. */
  const over = async () => {
    if (!(await inPlace("vote-over"))) return leave(first);
    setTimeout(() => leave(first), READ);
  };

  for (let wait = 0; !gone; ) {
    await new Promise((go) => setTimeout(go, wait));
    if (document.visibilityState !== "visible") {
      wait = EVERY;
      continue;
    }
    const answer = await fetch(`${first}/vote`, { headers, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(8_000) }).catch(() => null);
    if (answer?.status === 401) return place() === "voted" ? leave(first) : undefined;
    const told = answer?.ok ? /** @type {{ vote: Vote | null } | null} */ (await answer.json().catch(() => null)) : null;
    if (told) {
      heard = performance.now();
      act(told.vote);
      wait = EVERY + Math.random() * MORE;
    } else {
      wait = Math.min(SLOWEST, (wait || EVERY) * 1.5);
      // Nobody says any more that the vote goes on: the next child can begin all the same.
      if (place() === "voted" && performance.now() - heard > ALONE && !busy()) return leave(first);
    }
  }
}
