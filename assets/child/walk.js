// @ts-check
// One step at a time: each question, the offer after a question about safety, the answers once more,
// sending, thank you. Answers stand in the form's own boxes, in memory, until they are sealed.

import { fillCheck } from "./check.js";
import { headTo, inDigits, one } from "./dom.js";
import { isHidden } from "./hide.js";
import { chosen, clear, kinds, restore, say, simplify, toSend, unread } from "./kinds.js";
import { fromBase64, pad, seal, utf8 } from "./seal.js";
import { pause, send } from "./send.js";
import { boxOf, giveBack, handOver, sealTexts, sendTexts, writing } from "./write.js";

/** Where a child is: the id of a question, of the one that an offer follows, or a part's name.
 * @typedef {{ part: string, answers: Map<string, string[]>, depth: number }} Place
 * @typedef {{ here: () => HTMLElement, place: () => Place, wipe: () => void, end: () => void }} Walk */

/** @param {HTMLElement} step */
const nameOf = (step) => step.id || step.dataset.after || step.className.split(" ")[0];

/** @param {HTMLFormElement} form @param {Place} [from] where to go on, after the page's words changed
 * @param {Promise<import("./tablet.js").Keep | null> | null} [outbox] of an enrolled tablet
 * @returns {Walk} */
export function walk(form, from, outbox = null) {
  const stop = new AbortController();
  const signal = stop.signal;
  const { search } = location;
  const check = one(".check", HTMLElement, form);
  const finish = one(".finish", HTMLElement, form);
  // From eight years on the answers are shown once more; the youngest are asked whether it is all.
  const last = check ?? finish;
  if (check && finish) finish.hidden = true;
  const steps = /** @type {HTMLElement[]} */ ([...form.querySelectorAll(".question, .offer"), ...(last ? [last] : [])]);
  const progress = one("#progress", HTMLElement);
  const foot = one(".foot", HTMLElement, form);
  const back = one("#back", HTMLElement);
  const next = one("#next", HTMLElement);
  const thanks = one("#thanks", HTMLElement);
  const trouble = one("#trouble", HTMLElement);
  let here = 0;
  let depth = from?.depth ?? 0;
  /** @type {"asking" | "sending" | "sent"} */ let stage = "asking";

  /** The steps that are to be shown. What is no longer asked is no longer answered. */
  function applicable() {
    /** @type {Map<string, string[]>} */ const said = new Map();
    return steps.filter((step) => {
      const { question, ifQuestion, ifChoices, after } = step.dataset;
      if (after) return said.has(after);
      const wanted = ifChoices?.split(" ");
      const asked = !ifQuestion || said.get(ifQuestion)?.some((c) => wanted?.includes(c));
      if (!asked) clear(step);
      if (asked && question) said.set(question, chosen(step));
      return asked;
    });
  }

  /** @param {number} step */
  function show(step) {
    const asked = applicable();
    // A step that is no longer asked gives way to the one before it.
    while (step > 0 && !asked.includes(steps[step])) step--;
    here = step;
    const now = steps[step];
    for (const s of steps) s.hidden = s !== now;
    if (now === check) fillCheck(check, asked.filter((s) => s.dataset.question), (q) => go(steps.indexOf(q)));
    if (foot) foot.hidden = false;
    if (next) next.hidden = now === last;
    if (back) back.hidden = now === asked[0] && !depth;
    if (progress) dots(progress, asked.filter((s) => s.dataset.question), now);
    document.title = one(".ask", HTMLElement, now)?.innerText.trim() ?? document.title;
    scrollTo(0, 0);
    document.dispatchEvent(new CustomEvent("step"));
  }

  /** @param {HTMLElement} place @param {HTMLElement[]} questions @param {HTMLElement} now */
  function dots(place, questions, now) {
    const at = questions.indexOf(now);
    place.hidden = at < 0;
    if (at < 0) return place.replaceChildren();
    const row = document.createElement("span");
    row.className = questions.length > 12 ? "dots many" : "dots";
    row.ariaHidden = "true";
    for (let i = 0; i < questions.length; i++) {
      const dot = document.createElement("i");
      dot.className = i < at ? "done" : i === at ? "here" : "";
      row.append(dot);
    }
    const { words = "{n} / {all}", digits } = place.dataset;
    place.replaceChildren(row, words.replace("{n}", inDigits(at + 1, digits)).replace("{all}", inDigits(questions.length, digits)));
  }

  /** @param {number} step */
  function go(step) {
    tell("");
    depth++;
    history.pushState({ step, depth }, "");
    giveBack(steps[step]);
    show(step);
    headTo(steps[here]);
  }

  function onward() {
    // A number that is none is not passed over: she is told, and may take it away or press Skip.
    const box = unread(steps[here]);
    if (box) {
      say(steps[here], box.dataset.words ?? "");
      box.focus();
      return;
    }
    const asked = applicable();
    const after = steps.findIndex((s, i) => i > here && asked.includes(s));
    if (after > 0) go(after);
  }

  back?.addEventListener("click", () => history.back(), { signal });
  next?.addEventListener("click", onward, { signal });
  form.addEventListener("click", ({ target }) => {
    // As everywhere: a tile chooses, and Next goes on. What she chooses here is kept nowhere.
    const no = target instanceof Element && target.closest(".no-thanks");
    if (no) no.ariaPressed = no.ariaPressed === "true" ? "false" : "true";
  }, { signal });
  addEventListener("popstate", ({ state }) => {
    if (isHidden() || document.body.classList.contains("covered")) return;
    // A used envelope is not to be filled again.
    if (stage === "sent") history.replaceState(null, "", `/e/${form.dataset.event}/thanks`);
    if (stage !== "asking") return;
    // What was chosen under Look stays chosen: the way back leads through addresses from before.
    if (location.search !== search) history.replaceState(state, "", search);
    depth = state?.depth ?? 0;
    const step = Math.min(Number(state?.step) || 0, steps.length - 1);
    giveBack(steps[step]);
    show(step);
    headTo(steps[here]);
  }, { signal });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    form.reset();
    location.reload();
  }, { signal });

  /** @param {string | undefined} words */
  function tell(words) {
    if (!trouble) return;
    trouble.hidden = !words;
    if (trouble.textContent !== words) trouble.textContent = words ?? "";
  }

  form.addEventListener("submit", async (event) => {
    const id = new URLSearchParams(location.search).get("envelope");
    const { event: at, version, policy, key, remarkKey } = form.dataset;
    // Without the means to seal, the form goes as it is, over the same encrypted line.
    if (!globalThis.crypto?.subtle || !id || !at || !key) return steps.forEach(simplify);
    event.preventDefault();
    if (stage !== "asking") return;
    // A vote is sent with one press: not by a slip, before anything is chosen.
    if (form.dataset.first && !chosen(steps[here]).length) return say(steps[here], form.dataset.first);
    stage = "sending";
    for (const button of form.querySelectorAll("[type=submit]")) if (button instanceof HTMLButtonElement) button.disabled = true;

    /** @type {Record<string, string[]>} */ const answers = {};
    for (const q of applicable()) {
      const said = q.dataset.question ? toSend(q) : [];
      if (q.dataset.question && said.length) answers[q.dataset.question] = said;
    }
    const texts = remarkKey ? applicable().flatMap((q) => {
      const box = boxOf(q), { question } = q.dataset;
      return box && question ? [{ question, words: box.value }] : [];
    }) : [];
    let body, remarks;
    try {
      remarks = await sealTexts({ event: at, key: remarkKey ?? "", texts });
      body = await seal({
        key: fromBase64(key), info: utf8("sayso envelope 1"),
        aad: utf8(`sayso 1|${id}|${at}|${version}|${policy}`), plain: pad(answers),
      });
    } catch {
      steps.forEach(simplify);
      form.submit();
      return;
    }
    if (foot) foot.hidden = true;
    const keep = await outbox, letter = { id, event: at, version: version ?? "", bytes: body };
    const by = { fetch: globalThis.fetch.bind(globalThis), wait: pause, trying: () => tell(trouble?.dataset.trying), given: isHidden };
    // Each text waits a while of its own, and she is told so; of the answers, if they take longer than a moment.
    const slow = setTimeout(by.trying, remarks.length ? 0 : 700);
    const [end, read] = keep ? await handOver(keep, letter, remarks)
      : await Promise.all([send({ url: `/e/${at}/envelope/${id}`, body, ...by }), sendTexts(remarks, by)]);
    clearTimeout(slow);
    if (isHidden()) return;
    if (end === "failed") return tell(trouble?.dataset.failed);
    stage = "sent";
    tell(read ? "" : trouble?.dataset.remarkFailed);
    wipe();
    form.hidden = true;
    if (progress) progress.hidden = true;
    history.replaceState(null, "", `/e/${at}/thanks`);
    if (!thanks) return;
    thanks.hidden = false;
    for (const words of thanks.querySelectorAll("[data-kept]")) words.toggleAttribute("hidden", (words.getAttribute("data-kept") === "yes") !== (end === "kept"));
    // What did not arrive is not read.
    if (!read) one(".wrote", HTMLElement, thanks)?.remove();
    document.title = one("h1", HTMLElement, thanks)?.innerText.trim() ?? document.title;
    scrollTo(0, 0);
    headTo(thanks);
    document.dispatchEvent(new CustomEvent("step"));
  }, { signal });

  /** Takes every answer off the page. */
  function wipe() {
    form.reset();
    for (const s of steps) if (s.dataset.question) clear(s);
    one(".check ol", HTMLElement, form)?.replaceChildren();
  }

  if (!from && !form.querySelector(".problem")) form.reset();
  kinds(form, signal);
  writing(form, signal);
  if (from) {
    /** @type {HTMLElement[]} */ const lost = [];
    for (const s of steps) {
      const before = from.answers.get(s.dataset.question ?? "") ?? [];
      if (s.dataset.question) restore(s, before);
      // Other words may offer other answers: what cannot be put back is asked again, and she is told.
      if (chosen(s).length >= before.length) continue;
      lost.push(s);
      say(s, form.dataset.changedHere ?? "");
    }
    const at = steps.findIndex((s) => nameOf(s) === from.part);
    show(at >= 0 ? at : from.part === "finish" || from.part === "check" ? steps.length - 1 : 0);
    if (lost.length && !lost.includes(steps[here])) tell(trouble?.dataset.changed);
  } else {
    history.replaceState({ step: 0, depth: 0 }, "");
    // After a refusal: at the first question that is to be mended, with those before it behind Back.
    const marked = steps.findIndex((q) => q.querySelector("legend .problem"));
    show(Math.max(0, marked));
    for (const q of applicable()) {
      const step = steps.indexOf(q);
      if (step > 0 && step <= here) history.pushState({ step, depth: ++depth }, "");
    }
    if (marked >= 0) headTo(steps[here]);
  }

  return {
    here: () => (stage === "sent" && thanks ? thanks : steps[here]),
    place: () => ({
      part: nameOf(steps[here]), depth,
      answers: new Map(steps.filter((s) => s.dataset.question).map((s) => [s.dataset.question ?? "", chosen(s)])),
    }),
    wipe,
    end: () => stop.abort(),
  };
}
