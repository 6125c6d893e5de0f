// @ts-check
// A child's own words. They stand in the box and nowhere else, never in the letter of answers: each text is sealed by
// itself, under an id of its own, and sent after a wait of its own, so that nothing shows which letter it came with.

import { inDigits, one } from "./dom.js";
import { fromBase64, padText, seal, utf8 } from "./seal.js";
import { send } from "./send.js";

/** A sealed text on its way. `wrote`: whether there are words in it, which alone is told if it does not arrive.
 * @typedef {{ id: string, event: string, question: string, url: string, body: import("./seal.js").Bytes, wrote: boolean }} Remark */

/** The longest wait before a text is sent, in milliseconds. The child waits for it too: she is thanked when all is in. */
export const LONGEST = 5000;
/** From when on the room that is left is shown, and where a screen reader says it: not at every letter. */
const TOLD = [0, 10, 20, 50, 100];

/** The box of a question for own words. @param {ParentNode} q @returns {HTMLTextAreaElement | null} */
export const boxOf = (q) => one(".writing textarea", HTMLTextAreaElement, q);

/** Words that *Skip* took out of a box: they are there again when the tick is taken back, and when she comes back.
 * @type {WeakMap<HTMLTextAreaElement, string>} */
const setAside = new WeakMap();

/** Takes words out of a box, or puts others in. None: what a page brought along is forgotten too.
 * @param {HTMLTextAreaElement} box @param {string} words */
export function fill(box, words) {
  setAside.delete(box);
  if (!words) box.defaultValue = "";
  box.value = words;
  room(box);
}

/** Puts back what *Skip* took, and takes the tick away: whoever comes back finds what she wrote. @param {HTMLElement} q */
export function giveBack(q) {
  const box = boxOf(q), words = box && setAside.get(box);
  if (!words) return;
  for (const tick of q.querySelectorAll("input")) tick.checked = false;
  fill(box, words);
}

/** In which step the room that is left is; null while there is plenty. @param {number} left */
export const near = (left) => TOLD.find((n) => left <= n) ?? null;

/** Shows how much room is left. @param {HTMLTextAreaElement} box */
function room(box) {
  const [shown, said] = ["p.room", "[role=status]"].map((part) => box.parentElement && one(part, HTMLElement, box.parentElement));
  if (!shown || !said) return;
  const left = box.maxLength - box.value.length, step = near(left);
  const { left: some = "", full = "" } = shown.dataset;
  const words = step === null ? "" : left > 0 ? some.replace("{left}", inDigits(left, box.form?.dataset.digits)) : full;
  if (shown.textContent !== words) shown.textContent = words;
  if (said.dataset.step === `${step}`) return;
  said.dataset.step = `${step}`;
  said.textContent = words;
}

/** @param {HTMLFormElement} form @param {AbortSignal} signal */
export function writing(form, signal) {
  form.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    // Whoever writes does not skip.
    if (target.value) {
      setAside.delete(target);
      for (const tick of target.closest(".question")?.querySelectorAll("input") ?? []) tick.checked = false;
    }
    room(target);
  }, { signal });
  form.addEventListener("change", ({ target }) => {
    const q = target instanceof HTMLInputElement && target.closest(".question");
    const box = q && boxOf(q);
    if (!(target instanceof HTMLInputElement) || !box) return;
    const words = target.checked ? "" : setAside.get(box) ?? "";
    if (target.checked) setAside.set(box, box.value);
    else setAside.delete(box);
    box.value = words;
    room(box);
  }, { signal });
}

/** An id that nobody else has: 32 digits. */
function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** Seals every text, written or not: whoever watches the network sees as many envelopes of the same length from each child.
 * @param {{ event: string, key: string, texts: { question: string, words: string }[] }} of @returns {Promise<Remark[]>} */
export function sealTexts({ event, key, texts }) {
  return Promise.all(texts.map(async ({ question, words }) => {
    const id = freshId();
    const body = await seal({
      key: fromBase64(key), info: utf8("sayso remark 1"),
      aad: utf8(`sayso remark 1|${id}|${event}|${question}`), plain: padText(words),
    });
    return { id, event, question, url: `/e/${event}/remark/${question}/${id}`, body, wrote: !!words.trim() };
  }));
}

/** Sends each by itself, until the server has it or says that it never will.
 * @param {Remark[]} remarks @param {{ fetch: typeof globalThis.fetch, wait: (ms: number) => Promise<unknown>,
 *   random?: () => number, trying?: () => void, given?: () => boolean }} of given: whether she has given it up meanwhile
 * @returns {Promise<boolean>} whether all words are there; a text without words is not missed */
export async function sendTexts(remarks, { fetch, wait, random = chance, trying, given }) {
  const there = await Promise.all(remarks.map(async ({ url, body, wrote }) => {
    await wait(random() * LONGEST);
    return (await send({ url, body, fetch, wait, trying, given })) === "done" || !wrote;
  }));
  return there.every(Boolean);
}

/** From 0 up to 1, as no one can foretell. */
const chance = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

/** Hands letter and texts over to an enrolled tablet, which sends them when it can, each by itself.
 * @param {import("./tablet.js").Keep} keep @param {import("./store.js").Letter} letter @param {Remark[]} remarks
 * @returns {Promise<["done" | "kept" | "failed", boolean]>} how the letter ended, and whether all words are there or kept */
export async function handOver(keep, letter, remarks) {
  const texts = remarks.map(({ id, event, question, body }) => keep({ id, event, question, version: letter.version, bytes: body }));
  const [end, ...ends] = await Promise.all([keep(letter), ...texts]);
  return [ends.includes("kept") && end === "done" ? "kept" : end, ends.every((one) => one !== "failed")];
}
