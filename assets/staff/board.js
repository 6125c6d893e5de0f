// @ts-check
// The board of an event, live. Without this file the board is as it was when it was loaded.

const place = document.querySelector("[data-events]");
const said = document.querySelector("#live-state");

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

/** @param {"live" | "cut"} how */
function tell(how) {
  if (!(said instanceof HTMLElement)) return;
  const words = said.dataset[how] ?? "";
  // Said once: a reader of the screen hears a change, not every second.
  if (said.textContent !== words) said.textContent = words;
  said.classList.toggle("cut", how === "cut");
}

if (place instanceof HTMLElement && place.dataset.events) {
  const events = new EventSource(place.dataset.events);
  events.addEventListener("open", () => tell("live"));
  // The browser asks again by itself; where it may not (signed out), it says so and stays cut.
  events.addEventListener("error", () => tell("cut"));
  events.addEventListener("board", (message) => {
    tell("live");
    /** @type {{parts: Record<string, string>}} */
    const { parts } = JSON.parse(message.data);
    for (const [id, html] of Object.entries(parts)) put(id, html);
  });
}
