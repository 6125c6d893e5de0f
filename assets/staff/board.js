// @ts-check
// The board of an event, live. Without this file the board is as it was when it was loaded.

/** After so many milliseconds without a word nobody is there: two beats did not come (see src/web/part/live.rs). */
export const SILENCE = 25_000;
/** Between two looks at the clock. */
const LOOK = 1_000;

/** What is known of the line to the server: when it was begun, when something last came, whether it was cut.
 * @typedef {{begun: number, heard: number | null, broken: boolean}} Line */

/** How things stand: nothing is said before something came, or should have.
 * @param {Line} line @param {number} now @returns {"live" | "cut" | null} */
export function standing(line, now) {
  if (line.broken || isSilent(line, now)) return "cut";
  return line.heard === null ? null : "live";
}

/** Whether something should have come long ago: a server that stands still, or a line that went away, closes nothing.
 * @param {Line} line @param {number} now */
export function isSilent(line, now) {
  return now - (line.heard ?? line.begun) > SILENCE;
}

/** Puts a part in its place; whoever stood on a button in it stands on it again.
 * @param {string} id @param {string} html */
function put(id, html) {
  const part = document.getElementById(id);
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  // What is the same is left alone, so that nothing goes away under a finger.
  if (part === null || part.innerHTML === fresh.innerHTML) return;
  const focused = document.activeElement instanceof HTMLElement && part.contains(document.activeElement) ? document.activeElement.id : "";
  // Markup of our own server, the same that the page is made of.
  part.innerHTML = html;
  if (part.tagName === "SECTION") part.hidden = html === "";
  if (focused !== "") document.getElementById(focused)?.focus();
}

/** @param {"live" | "cut" | null} how */
function tell(how) {
  const said = document.querySelector("#live-state");
  if (!(said instanceof HTMLElement) || how === null) return;
  const words = said.dataset[how] ?? "";
  // Said once: a reader of the screen hears a change, not every second.
  if (said.textContent !== words) said.textContent = words;
  said.classList.toggle("cut", how === "cut");
}

/** Follows what the server tells of this page.
 * @param {string} url */
function follow(url) {
  /** @type {Line} */
  const line = { begun: Date.now(), heard: null, broken: false };
  const show = () => tell(standing(line, Date.now()));
  const heard = () => {
    line.heard = Date.now();
    line.broken = false;
    show();
  };
  const listen = () => {
    const events = new EventSource(url);
    events.addEventListener("open", heard);
    events.addEventListener("beat", heard);
    // The browser asks again by itself; where it may not (signed out), it says so and stays cut.
    events.addEventListener("error", () => {
      line.broken = true;
      show();
    });
    events.addEventListener("board", (message) => {
      heard();
      /** @type {{parts: Record<string, string>}} */
      const { parts } = JSON.parse(message.data);
      for (const [id, html] of Object.entries(parts)) put(id, html);
    });
    return events;
  };
  let events = listen();
  /** When it was last asked anew. */
  let asked = 0;
  setInterval(() => {
    const now = Date.now();
    // A line that is silent and not cut would be waited at for ever: the browser sees nothing wrong with it.
    if (isSilent(line, now) && now - asked > SILENCE && events.readyState !== EventSource.CLOSED) {
      asked = now;
      events.close();
      events = listen();
    }
    show();
  }, LOOK);
}

if (typeof document !== "undefined") {
  const place = document.querySelector("[data-events]");
  if (place instanceof HTMLElement && place.dataset.events) follow(place.dataset.events);
}
