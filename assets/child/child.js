// @ts-check
// The child's page: answers in memory only, sealed before they leave. Each part stands in a file of
// its own; here they meet.

import { headTo, one } from "./dom.js";
import { hiding, isHidden, onHide } from "./hide.js";
import { looks } from "./look.js";
import { panels } from "./panels.js";
import { signing } from "./sign.js";
import { walk } from "./walk.js";

document.documentElement.classList.add("js");
hiding();
const view = panels();
/** Only what an enrolled tablet serves itself is kept there: all other pages store nothing. */
const outbox = navigator.serviceWorker?.controller && document.body.dataset.tablet
  ? import(document.body.dataset.tablet).then(({ day }) => day({ view, wipe: () => way?.wipe(), onHide, isHidden })).catch(() => null)
  : null;
let way = begin();
/** What is on the screen: a panel, a step, or the whole of a page that has none. */
const step = () => view.open() ?? way?.here() ?? one("main", HTMLElement) ?? document.body;

/** @param {import("./walk.js").Place} [from] */
function begin(from) {
  const form = one("form#answers", HTMLFormElement);
  return form && walk(form, from, outbox);
}

looks({
  place: () => way?.place() ?? null,
  restart: (place) => {
    way?.end();
    way = begin(place);
  },
  close: () => view.show(null),
});
signing();

/** @type {Promise<void> | null} */ let coming = null;
let come = false;
/** Brings listening, switches and the break. They stand in a file of their own, which no first question waits for. */
const later = () => (coming ??= import(document.body.dataset.later ?? "").then(({ start }) => {
  come = true;
  const { forget } = start({
    step,
    show: (/** @type {HTMLElement | null} */ panel) => {
      view.show(panel);
      // After a break: back at the question.
      if (!panel) headTo(step());
    },
    // Her time is over: the questions begin again, empty, and say why.
    onWipe: (/** @type {string} */ words) => {
      way?.end();
      way?.wipe();
      way = begin();
      const place = one("#trouble", HTMLElement);
      if (!place) return;
      place.hidden = false;
      place.textContent = words;
    },
  });
  onHide(forget);
}).catch(() => {
  // No network: it is tried again when it is wanted.
  coming = null;
}));
/** Until then *Listen* is there where a clip is. */
const offer = () => {
  const listen = one("#listen", HTMLElement);
  if (listen && !come) listen.hidden = !step().querySelector('[data-voice]:not([data-voice=""])');
};
document.addEventListener("step", offer);
offer();
document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element && target.closest("#listen, .speak, [data-scan], [data-seconds], a[href^='#']");
  if (come || !(button instanceof HTMLElement)) return;
  await later();
  if (come && button instanceof HTMLButtonElement) button.click();
});
document.addEventListener("submit", async (event) => {
  // A break is never a form that is sent, however early it is asked for.
  if (!(event.target instanceof HTMLFormElement) || event.target.id !== "break-form") return;
  event.preventDefault();
  if (come) return;
  await later();
  if (come) event.target.requestSubmit();
});
setTimeout(later, 2500);
