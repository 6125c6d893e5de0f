// @ts-check
// The child's page: one question at a time, answers in memory only, sealed before they leave.
// Three parts: seal (HPKE, RFC 9180), send (the same bytes until they arrive), page.

// ---- seal ----------------------------------------------------------------

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {string} s @returns {Bytes} */
const utf8 = (s) => /** @type {Bytes} */ (new TextEncoder().encode(s));

/** @param {...Bytes} parts */
function join(...parts) {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}

/** @param {string} s base64url, without padding */
const fromBase64 = (s) =>
  Uint8Array.from(atob(s.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

/** @param {Bytes} key @param {Bytes} data */
async function hmac(key, data) {
  // An empty key is as good as 32 zeros, and WebCrypto takes only the latter.
  const k = await crypto.subtle.importKey("raw", key.length ? key : new Uint8Array(32),
    { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", k, data));
}

const VERSION = utf8("HPKE-v1");
const KEM = join(utf8("KEM"), Uint8Array.of(0, 0x10));
const SUITE = join(utf8("HPKE"), Uint8Array.of(0, 0x10, 0, 1, 0, 2));
const NOTHING = new Uint8Array(0);

/** @param {Bytes} suite @param {Bytes} salt @param {string} label @param {Bytes} ikm */
const extract = (suite, salt, label, ikm) => hmac(salt, join(VERSION, suite, utf8(label), ikm));

/** At most 32 bytes: one block of HKDF-Expand.
 * @param {Bytes} suite @param {Bytes} prk @param {string} label @param {Bytes} info @param {number} length */
async function expand(suite, prk, label, info, length) {
  const data = join(Uint8Array.of(0, length), VERSION, suite, utf8(label), info, Uint8Array.of(1));
  return (await hmac(prk, data)).slice(0, length);
}

/** HPKE base mode, single shot: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * @param {{key: Bytes, info: Bytes, aad: Bytes, plain: Bytes}} of key: 65 bytes, uncompressed
 * @returns {Promise<Bytes>} the 65 bytes of the fresh public key, then the sealed bytes */
export async function seal({ key, info, aad, plain }) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", key, curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256));

  const prk = await extract(KEM, NOTHING, "eae_prk", dh);
  const shared = await expand(KEM, prk, "shared_secret", join(enc, key), 32);
  const context = join(Uint8Array.of(0),
    await extract(SUITE, NOTHING, "psk_id_hash", NOTHING),
    await extract(SUITE, NOTHING, "info_hash", info));
  const secret = await extract(SUITE, shared, "secret", NOTHING);
  const aes = await crypto.subtle.importKey("raw", await expand(SUITE, secret, "key", context, 32), "AES-GCM", false, ["encrypt"]);
  const iv = await expand(SUITE, secret, "base_nonce", context, 12);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, aes, plain);
  return join(enc, new Uint8Array(sealed));
}

/** Four bytes of length, the words, zeros: every envelope weighs the same.
 * @param {Record<string, string[]>} answers @param {number} [size] */
export function pad(answers, size = 4096) {
  const words = utf8(JSON.stringify({ answers }));
  if (words.length > size - 4) throw new RangeError("too long for one envelope");
  const all = new Uint8Array(size);
  new DataView(all.buffer).setUint32(0, words.length);
  all.set(words, 4);
  return all;
}

// ---- send ----------------------------------------------------------------

/** Posts the same bytes until the server has them, or says that it never will.
 * @param {{url: string, body: Bytes, fetch: typeof globalThis.fetch,
 *   wait: (ms: number) => Promise<unknown>, trying?: () => void}} of
 * @returns {Promise<"done" | "failed">} */
export async function send({ url, body, fetch, wait, trying }) {
  for (let again = 0; ; again++) {
    let status = 0;
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(20_000),
      });
      status = answer.status;
    } catch {
      // No network, or it took too long: the id makes a second arrival count once.
    }
    if (status >= 200 && status < 300) return "done";
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) return "failed";
    trying?.();
    await wait(Math.min(15, 2 ** again) * 1000);
  }
}

/** Waits, or until the network is back. @param {number} ms */
const pause = (ms) => new Promise((go) => {
  const end = () => {
    clearTimeout(timer);
    removeEventListener("online", end);
    go(undefined);
  };
  const timer = setTimeout(end, ms);
  addEventListener("online", end);
});

// ---- page ----------------------------------------------------------------

if (typeof document !== "undefined") {
  document.documentElement.classList.add("js");
  panels();
  const form = document.querySelector("form#answers");
  if (form instanceof HTMLFormElement) questions(form);
}

/** @template {Element} T @param {string} selector @param {new () => T} type @param {ParentNode} [from]
 * @returns {T | null} */
function one(selector, type, from = document) {
  const found = from.querySelector(selector);
  return found instanceof type ? found : null;
}

/** Moves to a heading, so that it is read out and Tab goes on from there. @param {ParentNode | null} part */
function headTo(part) {
  const head = part && one(".ask, h1, h2", HTMLElement, part);
  if (!head) return;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

/** Help and Look lie over the page: the address stays, so Back does not go through them. */
function panels() {
  const main = one("main", HTMLElement);
  /** @type {HTMLElement | null} */ let open = null;
  /** @type {HTMLElement | null} */ let from = null;
  const bar = one("header.bar", HTMLElement);
  /** @param {HTMLElement | null} panel */
  const show = (panel) => {
    if (open) open.classList.remove("open");
    open = panel;
    for (const part of [main, bar]) if (part) part.inert = !!panel;
    if (panel) {
      panel.classList.add("open");
      panel.scrollTop = 0;
      headTo(panel);
    } else from?.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!(link instanceof HTMLAnchorElement)) return;
    const panel = link.hash && link.pathname === location.pathname ? one(`.help${link.hash}`, HTMLElement)
      : link.id === "look" ? one("#looks", HTMLElement) : null;
    if (panel) from = link;
    else if (!open || !link.classList.contains("close")) return;
    event.preventDefault();
    show(panel);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) show(null);
  });
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.closest(".looks")) return;
    if (target.name === "theme" || target.name === "size") document.body.dataset[target.name] = target.value;
  });
}

/** @param {HTMLFormElement} form */
function questions(form) {
  const all = /** @type {HTMLElement[]} */ ([...form.querySelectorAll(".question")]);
  const finish = one(".finish", HTMLElement, form);
  const steps = finish ? [...all, finish] : all;
  const progress = one("#progress", HTMLElement);
  const foot = one(".foot", HTMLElement, form);
  const back = one("#back", HTMLElement);
  const next = one("#next", HTMLElement);
  const thanks = one("#thanks", HTMLElement);
  const trouble = one("#trouble", HTMLElement);
  const title = document.title;
  let here = 0;
  let depth = 0;
  /** @type {"asking" | "sending" | "sent"} */ let stage = "asking";

  /** @param {HTMLElement} q */
  const ticks = (q) => /** @type {HTMLInputElement[]} */ ([...q.querySelectorAll("input")]);
  /** @param {HTMLElement} q */
  const chosen = (q) => ticks(q).filter((t) => t.checked).map((t) => t.value);

  /** Questions that hang on another answer; what is not asked is not answered. */
  function applicable() {
    /** @type {Map<string, string[]>} */ const said = new Map();
    return steps.filter((q) => {
      const { question, ifQuestion, ifChoices } = q.dataset;
      const wanted = ifChoices?.split(" ");
      const asked = !ifQuestion || said.get(ifQuestion)?.some((c) => wanted?.includes(c));
      if (!asked) for (const t of ticks(q)) t.checked = false;
      if (asked && question) said.set(question, chosen(q));
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
    if (foot) foot.hidden = false;
    if (next) next.hidden = now === finish;
    if (back) back.hidden = now === asked[0] && !depth;
    if (progress) dots(progress, asked.filter((q) => q !== finish).length, asked.indexOf(now), now === finish);
    document.title = `${one(".ask", HTMLElement, now)?.innerText.trim() ?? ""} – ${title}`;
    scrollTo(0, 0);
  }

  /** @param {HTMLElement} place @param {number} count @param {number} at @param {boolean} over */
  function dots(place, count, at, over) {
    place.hidden = over;
    if (over) return place.replaceChildren();
    const row = document.createElement("span");
    row.className = count > 12 ? "dots many" : "dots";
    row.ariaHidden = "true";
    for (let i = 0; i < count; i++) {
      const dot = document.createElement("i");
      dot.className = i < at ? "done" : i === at ? "here" : "";
      row.append(dot);
    }
    const words = place.dataset.words ?? "{n} of {all}";
    place.replaceChildren(row, words.replace("{n}", `${at + 1}`).replace("{all}", `${count}`));
  }

  /** @param {number} step */
  function go(step) {
    depth++;
    history.pushState({ step, depth }, "");
    show(step);
    headTo(steps[here]);
  }

  function onward() {
    const asked = applicable();
    const after = steps.findIndex((s, i) => i > here && asked.includes(s));
    if (after > 0) go(after);
  }

  /** Says a thing where the hint stands. @param {HTMLElement} q @param {string} words */
  function say(q, words) {
    let place = one(".said", HTMLElement, q);
    if (!place) {
      place = document.createElement("p");
      place.className = "hint said";
      place.role = "status";
      (one(".hint", HTMLElement, q) ?? one("legend", HTMLElement, q))?.after(place);
    }
    if (place.textContent !== words) place.textContent = words;
  }

  form.addEventListener("change", ({ target }) => {
    const q = target instanceof HTMLInputElement && target.closest(".question");
    if (!(target instanceof HTMLInputElement) || !(q instanceof HTMLElement)) return;
    if (target.type === "checkbox" && target.checked) {
      /** @param {HTMLElement} t */
      const alone = (t) => t.hasAttribute("data-exclusive") || !!t.closest(".tiles.quiet");
      for (const t of ticks(q)) if (t !== target && (alone(target) || alone(t))) t.checked = false;
      const limit = Number(q.dataset.limit) || Infinity;
      if (chosen(q).length > limit) {
        target.checked = false;
        say(q, (form.dataset.limitWords ?? "").replace("{limit}", String(limit)));
        return;
      }
    }
    if (one(".said", HTMLElement, q)) say(q, "");
  });

  // Enter chooses the answer in focus; it never sends the form from the middle.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.target.click();
  });

  back?.addEventListener("click", () => history.back());
  next?.addEventListener("click", onward);
  addEventListener("popstate", ({ state }) => {
    // A used envelope is not to be filled again.
    if (stage === "sent") history.replaceState(null, "", `/e/${form.dataset.event}/thanks`);
    if (stage !== "asking") return;
    depth = state?.depth ?? 0;
    show(Math.min(Number(state?.step) || 0, steps.length - 1));
    headTo(steps[here]);
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    form.reset();
    location.reload();
  });

  form.addEventListener("submit", async (event) => {
    const id = new URLSearchParams(location.search).get("envelope");
    const { event: at, version, policy, key } = form.dataset;
    // Without the means to seal, the form goes as it is, over the same encrypted line.
    if (!globalThis.crypto?.subtle || !id || !at || !key) return;
    event.preventDefault();
    if (stage !== "asking") return;
    stage = "sending";
    const button = one("[type=submit]", HTMLButtonElement, form);
    if (button) button.disabled = true;

    /** @type {Record<string, string[]>} */ const answers = {};
    for (const q of applicable()) {
      const said = chosen(q).filter((c) => c !== "skip");
      if (q.dataset.question && said.length) answers[q.dataset.question] = said;
    }
    let body;
    try {
      body = await seal({
        key: fromBase64(key), info: utf8("sayso envelope 1"),
        aad: utf8(`sayso 1|${id}|${at}|${version}|${policy}`), plain: pad(answers),
      });
    } catch {
      form.submit();
      return;
    }
    if (foot) foot.hidden = true;
    /** @param {string | undefined} words */
    const tell = (words) => {
      if (!trouble) return;
      trouble.hidden = !words;
      if (trouble.textContent !== words) trouble.textContent = words ?? "";
    };
    const end = await send({
      url: `/e/${at}/envelope/${id}`, body, fetch: globalThis.fetch.bind(globalThis), wait: pause,
      trying: () => tell(trouble?.dataset.trying),
    });
    if (end === "failed") return tell(trouble?.dataset.failed);
    stage = "sent";
    tell("");
    form.reset();
    form.hidden = true;
    if (progress) progress.hidden = true;
    history.replaceState(null, "", `/e/${at}/thanks`);
    if (thanks) {
      thanks.hidden = false;
      document.title = `${one("h1", HTMLElement, thanks)?.innerText.trim() ?? ""} – ${title}`;
      scrollTo(0, 0);
      headTo(thanks);
    }
  });

  form.reset();
  history.replaceState({ step: 0, depth: 0 }, "");
  // After a refusal: at the first question that is to be mended, with those before it behind Back.
  const marked = all.findIndex((q) => q.querySelector("legend .problem"));
  show(Math.max(0, marked));
  for (const q of applicable()) {
    const step = steps.indexOf(q);
    if (step > 0 && step <= here) history.pushState({ step, depth: ++depth }, "");
  }
  if (marked >= 0) headTo(steps[here]);
}
