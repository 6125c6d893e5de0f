// @ts-check
// Read aloud. What stands on the screen is spoken after a tap and never by itself, by one <audio>; where there
// is no clip, or it does not come, by a voice of the device's own; else not at all.

import { headTo, one } from "./dom.js";

/** What can be spoken: an element and the clip of its text. Without marks it is shown as a whole.
 * @typedef {{ element: HTMLElement, text: string, lang: string, src: string, marks: number[] | null }} Item */
/** Each gives what calls it off. @typedef {{ now: () => number, later: (ms: number, work: () => void) => () => void,
 *   frame: (work: () => void) => () => void }} Clock */
/** The number of the word that is spoken now, or null for the whole. @typedef {(word: number | null) => void} At
 * @typedef {"heard" | "failed" | "stuck" | "stopped"} Outcome */

/** @type {Clock} */
const device = {
  now: () => performance.now(),
  later: (ms, work) => clearTimeout.bind(null, setTimeout(work, ms)),
  frame: (work) => cancelAnimationFrame.bind(null, requestAnimationFrame(work)),
};
/** How long a clip may stand still, and how long a voice may take to begin. */
export const PATIENCE = 4000, WATCHDOG = 1500;
/** How fast speech is for the youngest. */
const SLOWER = .85;
/** Words and the white space between them; joined they are the text again. @param {string} text */
export const pieces = (text) => text.split(/(\s+)/).filter(Boolean);
/** @type {(text: string) => number} */ const count = (text) => pieces(text).filter((p) => p.trim()).length;
/** When each word begins. Null if that is not known of every word, so that none is marked wrongly.
 * @param {string | undefined} marks @param {string} text */
export function marksOf(marks, text) {
  const all = (marks ?? "").split(" ").filter(Boolean).map(Number);
  return all.length && all.length === count(text) && all.every((n) => n >= 0) ? all : null;
}

/** -1 before the first word. @param {number[]} marks @param {number} ms */
export const wordAt = (marks, ms) => marks.findLastIndex((from) => from <= ms);
/** A voice that is on the device (others send the text away) and speaks the language: the region's own,
 * or a British one, or the usual one.
 * @template {{ lang: string, localService: boolean, default: boolean }} V
 * @param {V[]} voices @param {string} lang @returns {V | null} */
export function voiceFor(voices, lang) {
  const tag = (/** @type {string} */ s) => s.replace(/_/g, "-").toLowerCase();
  const wanted = tag(lang), plain = wanted.split("-")[0];
  const ours = voices.filter((v) => v.localService === true && tag(v.lang).split("-")[0] === plain);
  return ours.find((v) => tag(v.lang) === wanted) ?? ours.find((v) => tag(v.lang) === `${plain}-gb`)
    ?? ours.find((v) => v.default) ?? ours[0] ?? null;
}

/** Plays one clip. @param {HTMLAudioElement} audio @param {Clock} clock
 * @returns {(src: string, signal: AbortSignal, at: (ms: number) => void) => Promise<Outcome>} */
export const player = (audio, clock) => (src, signal, at) => new Promise((done) => {
  const over = new AbortController(), on = { signal: over.signal };
  let last = -1, moved = clock.now();
  const look = () => {
    halt = clock.frame(look);
    if (audio.currentTime !== last) {
      last = audio.currentTime;
      moved = clock.now();
      at(last * 1000);
    } else if (clock.now() - moved > PATIENCE) end("stuck");
  };
  let halt = clock.frame(look);
  /** @param {Outcome} outcome */
  const end = (outcome) => {
    over.abort();
    halt();
    audio.pause();
    done(outcome);
  };
  audio.addEventListener("ended", () => end("heard"), on);
  audio.addEventListener("error", () => end("failed"), on);
  // By a headset's button, or the tablet's own.
  audio.addEventListener("pause", () => audio.ended || end("stopped"), on);
  signal.addEventListener("abort", () => end("stopped"), on);
  audio.src = src;
  // The youngest hear it slower; the marks stay right, since they count the clip's own time.
  audio.playbackRate = audio.ownerDocument?.body.dataset.band === "4-7" ? SLOWER : 1;
  audio.play().catch(() => over.signal.aborted || end("failed"));
});

/** The device's own voices. One that does not begin is not trusted again.
 * @param {SpeechSynthesis | undefined} synth @param {Clock} clock @param {typeof SpeechSynthesisUtterance} [Utterance] */
export function deviceVoice(synth, clock, Utterance = globalThis.SpeechSynthesisUtterance) {
  /** @type {Set<string>} */ const mute = new Set();
  /** @param {string} lang */
  const find = (lang) => voiceFor((synth?.getVoices() ?? []).filter((v) => !mute.has(v.voiceURI)), lang);
  /** @param {Item} item @param {AbortSignal} signal @param {At} at @returns {Promise<boolean>} whether it was heard */
  const say = (item, signal, at) => new Promise((done) => {
    const voice = find(item.lang);
    if (!synth || !voice) return done(false);
    const words = Object.assign(new Utterance(item.text), { voice, lang: voice.lang });
    let begun = false;
    const end = (/** @type {boolean} */ cut) => {
      giveUp();
      if (cut) synth.cancel();
      if (!begun && !signal.aborted) mute.add(voice.voiceURI);
      done(begun);
    };
    const stop = () => end(true);
    let giveUp = clock.later(WATCHDOG, stop);
    words.onstart = () => {
      begun = true;
      giveUp();
      // Some never say that they have ended.
      giveUp = clock.later(PATIENCE + item.text.length * 200, stop);
      at(null);
    };
    words.onboundary = ({ name, charIndex }) => name === "word" && at(count(item.text.slice(0, charIndex + 1)) - 1);
    words.onend = words.onerror = () => end(false);
    signal.addEventListener("abort", stop);
    if (synth.speaking || synth.pending) synth.cancel();
    synth.speak(words);
  });
  return { can: (/** @type {string} */ lang) => find(lang) !== null, say };
}

/** Speaks one after the other. The first clip begins before this gives way: inside the tap that asked for it.
 * @param {Item[]} items @param {{ clip: ReturnType<typeof player>, say: (item: Item, signal: AbortSignal, at: At) => Promise<boolean>,
 *   show: ReturnType<typeof painter>, failed: (item: Item) => void, signal: AbortSignal }} of */
export async function readOut(items, { clip, say, show, failed, signal }) {
  signal.addEventListener("abort", show.end);
  for (const item of items) {
    show.begin(item);
    /** @type {Outcome} */ let outcome = "failed";
    if (item.src) outcome = await clip(item.src, signal, (ms) => show.at(item, item.marks && wordAt(item.marks, ms)));
    if (!signal.aborted && (outcome === "failed" || outcome === "stuck")) {
      const heard = await say(item, signal, (word) => show.at(item, word));
      if (!heard && !signal.aborted) failed(item);
      // The next one would keep her waiting in silence just as long.
      if (!heard && outcome === "stuck") outcome = "stopped";
    }
    if (signal.aborted) return;
    show.end();
    if (outcome === "stopped") return;
  }
}

/** Marks what is spoken: its tile, and in it the word. @param {() => boolean} follows whether words are marked */
function painter(follows) {
  let restore = () => {};
  /** @type {Element | null} */ let tile = null;
  /** @type {Element | null} */ let lit = null;
  /** @type {Element | null} */ let words = null;
  /** @param {Element | null} part */
  const light = (part) => {
    if (part === lit) return;
    lit?.classList.remove("now");
    (lit = part)?.classList.add("now");
  };
  /** Each word into a span, and all into one: a flex box keeps its one item. @param {HTMLElement} element */
  const wrap = (element) => {
    const span = () => document.createElement("span"), before = [...element.childNodes], all = span();
    for (const p of pieces(element.textContent ?? "")) all.append(p.trim() ? Object.assign(span(), { textContent: p }) : p);
    element.replaceChildren(all);
    // What was written anew meanwhile, in another language, stays.
    restore = () => all.parentNode === element && element.replaceChildren(...before);
    return all;
  };
  const clear = () => (light(words = null), restore());
  return {
    begin: (/** @type {Item} */ { element }) => (tile = element.closest(".tile"))?.classList.add("speaking"),
    /** @param {Item} item @param {number | null} word */
    at({ element }, word) {
      if (!follows()) clear();
      else if (word === null || (!words && element.childElementCount)) light(element); // only text is taken apart
      else light((words ??= wrap(element)).children[word] ?? null);
    },
    end() {
      clear();
      tile?.classList.remove("speaking");
    },
  };
}

/** @param {{ root?: Document, step: () => HTMLElement | null }} of step: what is on the screen */
export function listening({ root = document, step }) {
  const audio = Object.assign(root.createElement("audio"), { id: "voice", preload: "none" }), clip = player(audio, device);
  const { can, say } = deviceVoice(globalThis.speechSynthesis, device);
  /** @type {{ control: AbortController, items: Item[], single: boolean } | null} */ let session = null;
  /** @type {HTMLElement | null} */ let here = null;
  let used = false;
  /** @param {Element} e */
  const seen = (e) => e.getClientRects().length && !e.closest("[inert], details:not([open]) > :not(summary)");
  /** What can be spoken in a part, in the order of the page. A person's recording has no marks.
   * @param {Element | null | undefined} of */
  const itemsOf = (of) => /** @type {HTMLElement[]} */ ([...of?.querySelectorAll("[data-voice]") ?? []]).filter(seen).map((element) => ({
    element, text: element.textContent ?? "", src: element.dataset.voice ?? "",
    lang: element.closest("[lang]")?.getAttribute("lang") ?? "", marks: marksOf(element.dataset.marks, element.textContent ?? ""),
  }));
  /** @param {Item} item */
  const audible = ({ src, lang }) => !!src || can(lang);
  /** Says that there is something that she does not hear; spoken too, where it can be. @param {string | undefined} id */
  function tell(id) {
    const place = one("#unheard", HTMLElement, root);
    if (!place) return [];
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-says]"))) words.hidden = words.dataset.says !== id;
    place.hidden = !id;
    return id === "some" ? itemsOf(place).filter(audible) : [];
  }
  /** @param {HTMLElement} button @param {boolean} hidden */
  const hide = (button, hidden) => {
    if (hidden && button === root.activeElement) headTo(here);
    if (button.hidden !== hidden) button.hidden = hidden;
  };
  function refresh() {
    if (session && !session.items.some(({ element }) => seen(element))) return stop();
    if (step() !== here) tell(undefined);
    here = step();
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button[data-listen]"))) {
      const span = button.querySelector("span"), words = button.dataset[session ? "stop" : "listen"] ?? "";
      if (span && span.textContent !== words) span.textContent = words;
      button.classList.toggle("speaking", !!session);
      hide(button, !session && !itemsOf(here).some(audible));
    }
    const { band, way } = root.body.dataset, shown = used || band === "4-7" || way === "spoken";
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (here?.querySelectorAll(".speak") ?? [])) {
      const [name] = itemsOf(button.closest(".answer")).filter(audible);
      hide(button, !shown || !name);
      button.ariaPressed = String(!!session?.single && session.items[0].element === name?.element);
    }
  }
  function stop() {
    session?.control.abort();
    session = null;
    // So that the tablet does not go on showing that something plays here.
    audio.removeAttribute("src");
    audio.load();
    refresh();
  }
  /** Speaks, or stops what is to be spoken again. @param {Item[]} items @param {boolean} [single] one text alone */
  function toggle(items, single = false) {
    const again = session && (!single || (session.single && session.items[0].element === items[0]?.element));
    stop();
    const spoken = items.filter(audible), silent = spoken.length < items.length;
    if (again || !spoken.length) return;
    spoken.push(...tell(silent && !single ? "some" : undefined));
    const control = new AbortController(), mine = session = { control, items: spoken, single };
    used ||= !single;
    if (!audio.isConnected) root.body.append(audio);
    const show = painter(() => !root.querySelector("input#follow-words:not(:checked)"));
    readOut(spoken, { clip, say, show, failed: () => tell("none"), signal: control.signal }).then(() => session === mine && stop());
    refresh();
  }
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (button && button.matches("[data-listen]")) toggle(itemsOf(step()));
    else if (button && button.matches(".speak")) toggle(itemsOf(button.closest(".answer")).slice(0, 1), true);
  });
  root.addEventListener("keydown", (event) => {
    const { target, key, code } = event;
    if (!(target instanceof Element) || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    // A letter counts only on what has a name to speak, and by its place where the letters are Arabic. A screen
    // reader keeps letters for itself: F2, which browsers leave free, does the same, and elsewhere what Listen does.
    const letter = key.toLowerCase() === "l" || code === "KeyL";
    if (key !== "F2" && (!letter || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"))) return;
    const name = itemsOf(target.closest(".answer, label, button, a, summary")).filter(audible).slice(0, 1);
    if (name.length) toggle(name, true);
    else if (key === "F2") toggle(itemsOf(step()));
  });
  root.addEventListener("visibilitychange", () => root.hidden && stop());
  addEventListener("online", () => tell(undefined));
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", refresh);
  new MutationObserver(refresh).observe(root, { subtree: true, childList: true, attributeFilter: ["hidden", "inert"] });
  refresh();
  return { stop, refresh };
}
