// @ts-check
// The rows of texts on the pages of voice and signing: listen, record, choose a file, keep it. Nothing
// plays by itself, and one thing at a time.
import { areCaptions, buttons, clock, next, record, send, tooLarge, waits, whyNot } from "./record.js";

/** How often the clock moves, in milliseconds. */
const TICK = 250;

/** @typedef {import("./record.js").State} State */
/** @typedef {import("./record.js").Step} Step */

/**
 * @param {Element | DocumentFragment} where
 * @param {string} selector
 * @returns {HTMLElement}
 */
function part(where, selector) {
  const found = where.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return found;
}

/** The session's token: every page of ours has it in a form. */
function token() {
  const field = document.querySelector("input[name=csrf]");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** Whether the focus is on something that is there: a hidden button may still hold it. */
function focusIsSeen() {
  const here = document.activeElement;
  return here instanceof HTMLElement && here !== document.body && !here.hidden;
}

/** The one sound that plays, and how it is stopped. @type {(() => void) | null} */
let playing = null;
/** Stops the one recording that runs. @type {(() => void) | null} */
let recording = null;
/** Rows with a recording that is not kept yet. @type {Set<Element>} */
const unsaved = new Set();

/**
 * Plays a file on a press, and stops it on the next.
 * @param {HTMLElement} button
 * @param {() => { start: (ended: () => void) => Promise<void>, stop: () => void }} make
 * @param {(words: string) => void} say
 */
function toggles(button, make, say) {
  const words = button.textContent ?? "";
  const label = button.getAttribute("aria-label");
  const show = (/** @type {string} */ text) => {
    button.textContent = text;
    if (label !== null) button.setAttribute("aria-label", label.replace(words, text));
  };
  /** @type {(() => void) | null} */
  let mine = null;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const before = mine;
    playing?.();
    if (before !== null) return;
    const sound = make();
    const end = () => {
      sound.stop();
      show(words);
      if (playing === mine) playing = null;
      mine = null;
    };
    mine = end;
    playing = end;
    show("Stop");
    sound.start(() => mine === end && end()).catch(() => {
      if (mine === end) end();
      say("This browser could not play it.");
    });
  });
}

/**
 * A file behind an address.
 * @param {string} address
 */
function fromAddress(address) {
  const audio = new Audio(address);
  return {
    start: async (/** @type {() => void} */ ended) => {
      audio.onended = ended;
      await audio.play();
    },
    stop: () => audio.pause(),
  };
}

/**
 * A recording that is not kept yet. Not by an address of its own: the policy of our pages allows none.
 * @param {Blob} blob
 */
function fromBlob(blob) {
  const context = new AudioContext();
  return {
    start: async (/** @type {() => void} */ ended) => {
      const buffer = await context.decodeAudioData(await blob.arrayBuffer());
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(context.destination);
      source.onended = ended;
      source.start();
    },
    stop: () => void (context.state === "closed" || context.close()),
  };
}

/**
 * Puts a copy of a template into a row.
 * @param {HTMLElement} row
 * @param {string} kind
 * @returns {{ recorder: HTMLElement, words: string, say: (words: string) => void } | null}
 */
function copy(row, kind) {
  const template = document.querySelector(`#record-${kind}`);
  if (!(template instanceof HTMLTemplateElement)) return null;
  const recorder = part(/** @type {DocumentFragment} */ (template.content.cloneNode(true)), ".recorder");
  const words = part(row, ".words").textContent ?? "";
  const tools = part(row, ".tools");
  // deleting stands last
  tools.insertBefore(recorder, tools.querySelector("[form=remove]"));
  const status = part(recorder, "[role=status]");
  return { recorder, words, say: (said) => (status.textContent = said) };
}

/**
 * Tells in a row that there is a clip now.
 * @param {HTMLElement} row
 */
function ours(row) {
  const state = part(row, ".state");
  state.textContent = row.dataset.ours ?? "";
  state.classList.remove("faint");
  const remove = row.querySelector("[form=remove]");
  if (remove instanceof HTMLElement) remove.hidden = false;
}

/** @param {HTMLElement} row */
function speech(row) {
  const made = copy(row, "speech");
  if (made === null) return;
  const { recorder, words, say } = made;
  const find = (/** @type {string} */ name) => part(recorder, `[data-do=${name}]`);
  const time = part(recorder, "[data-clock]");
  const listen = part(row, ".listen");
  const file = /** @type {HTMLInputElement} */ (part(recorder, "input[type=file]"));
  for (const button of recorder.querySelectorAll("[data-do]")) button.setAttribute("aria-label", `${button.textContent}: ${words}`);
  /** @type {State} */
  let state = "idle";
  /** @type {Blob | null} */
  let kept = null;

  /** @param {Step} step */
  const go = (step) => {
    const focused = recorder.contains(document.activeElement);
    state = next(state, step);
    const there = buttons(state);
    for (const name of ["record", "stop", "hear", "save", "again", "choose"]) {
      find(name).hidden = !there.includes(name);
      if (waits(state)) find(name).setAttribute("aria-disabled", "true");
      else find(name).removeAttribute("aria-disabled");
    }
    time.hidden = state !== "recording";
    if (state === "kept" || state === "recording") unsaved.add(row);
    else unsaved.delete(row);
    // whoever pressed a button that is gone goes on from the one in its place
    const first = there.find((name) => name !== "hear");
    if (focused && first !== undefined && !focusIsSeen()) find(first).focus();
  };

  const start = async () => {
    if (next(state, "record") === state) return;
    playing?.();
    recording?.();
    go("record");
    say("");
    /** @type {Awaited<ReturnType<typeof record>>} */
    let run;
    try {
      run = await record({ media: navigator.mediaDevices, Recorder: window.MediaRecorder });
    } catch (error) {
      say(whyNot(error));
      return go("refused");
    }
    const begun = performance.now();
    const tick = () => (time.textContent = clock((performance.now() - begun) / 1000));
    tick();
    const ticking = setInterval(tick, TICK);
    recording = run.stop;
    go("started");
    try {
      kept = await run.done;
    } catch (error) {
      kept = null;
      say(whyNot(error));
    }
    clearInterval(ticking);
    if (recording === run.stop) recording = null;
    if (kept !== null && kept.size === 0) {
      kept = null;
      say(whyNot(null));
    }
    if (kept !== null) say("Recorded. Listen to it, then keep it.");
    go(kept === null ? "empty" : "stopped");
  };

  const save = async () => {
    if (kept === null || state !== "kept") return;
    const large = tooLarge(kept.size, Number(row.dataset.largest));
    if (large !== "") return say(large);
    playing?.();
    go("save");
    say("Sending …");
    try {
      const { address } = await send(fetch.bind(window), { language: row.dataset.language ?? "", text: row.dataset.text ?? "", token: token(), file: kept });
      kept = null;
      listen.setAttribute("href", address);
      listen.hidden = false;
      ours(row);
      say("Kept.");
      go("saved");
    } catch (error) {
      say(error instanceof Error ? error.message : "");
      go("failed");
    }
  };

  find("record").addEventListener("click", start);
  find("again").addEventListener("click", start);
  find("stop").addEventListener("click", () => recording?.());
  find("save").addEventListener("click", save);
  find("choose").addEventListener("click", () => waits(state) || file.click());
  toggles(find("hear"), () => fromBlob(kept ?? new Blob()), say);
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (chosen === undefined) return;
    kept = chosen;
    go("choose");
    const large = tooLarge(chosen.size, Number(row.dataset.largest));
    say(large === "" ? `${chosen.name}: listen to it, then keep it.` : large);
  });
  toggles(listen, () => fromAddress(listen.getAttribute("href") ?? ""), say);
}

/** @param {HTMLElement} row */
function signing(row) {
  const made = copy(row, "signing");
  if (made === null) return;
  const { recorder, words, say } = made;
  const again = row.querySelector("video") === null ? "Add a video" : "Put in another video";
  part(recorder, "[data-summary]").textContent = again;
  part(recorder, "summary").setAttribute("aria-label", `${again}: ${words}`);
  const input = (/** @type {string} */ name) => {
    const field = /** @type {HTMLInputElement} */ (part(recorder, `[data-file=${name}]`));
    field.id = `${row.id}-${name}`;
    part(recorder, `[data-for=${name}]`).setAttribute("for", field.id);
    const hint = part(recorder, `[data-hint=${name}]`);
    hint.id = `${field.id}-hint`;
    field.setAttribute("aria-describedby", hint.id);
    return field;
  };
  const [video, captions] = [input("video"), input("captions")];
  const button = part(recorder, "[data-do=send]");
  for (const field of [video, captions]) field.addEventListener("change", () => say(""));
  let sending = false;
  button.addEventListener("click", async () => {
    const [file, told] = [video.files?.[0], captions.files?.[0]];
    if (sending) return;
    if (file === undefined || told === undefined) return say("Choose a video and its captions first.");
    const large = tooLarge(file.size, Number(row.dataset.largest));
    if (large !== "") return say(large);
    if (!areCaptions(await told.text())) return say("The captions are not WebVTT: the file begins with the line WEBVTT and has at least one line with -->.");
    sending = true;
    button.setAttribute("aria-disabled", "true");
    say("Sending …");
    try {
      await send(fetch.bind(window), { language: row.dataset.language ?? "", text: row.dataset.text ?? "", token: token(), file, captions: told });
      ours(row);
      // shown by the page itself when it is next loaded; two hundred players would be too many
      say("Kept. Reload the page to see it.");
      video.value = "";
      captions.value = "";
    } catch (error) {
      say(error instanceof Error ? error.message : "");
    }
    sending = false;
    button.removeAttribute("aria-disabled");
  });
}

for (const row of document.querySelectorAll(".clip")) {
  if (!(row instanceof HTMLElement)) continue;
  if (row.dataset.kind === "signing") signing(row);
  else speech(row);
}
addEventListener("beforeunload", (event) => {
  if (unsaved.size > 0) event.preventDefault();
});
