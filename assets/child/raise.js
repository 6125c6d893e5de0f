// @ts-check
// "Talk to someone" on a tablet: who, how, and the officer's board knows, silently. Nothing of answers goes with it.

import { headTo, one } from "./dom.js";

/** @typedef {import("./store.js").Enrolment} Enrolment */
/** @typedef {{ adults: { id: number, name: string, role: string, outside: boolean, picture: string }[], numbers: { who: string, number: string }[] }} Whom */

/** @param {import("./store.js").Store} store @param {Enrolment} mine @param {import("./panels.js").Panels} view
 * @param {() => Promise<HTMLElement | null>} panel the part, fresh and in the page */
export function raising(store, mine, view, panel) {
  const headers = { authorization: `Bearer ${mine.credential}` };
  const whom = async () => {
    const answer = await fetch(`/e/${mine.event}/talk`, { headers, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(5_000) }).catch(() => null);
    const fresh = answer?.ok ? /** @type {Whom | null} */ (await answer.json().catch(() => null)) : null;
    if (fresh) await store.keep("whom", fresh).catch(() => {});
    return fresh ?? (await /** @type {Promise<Whom | undefined>} */ (store.kept("whom")).catch(() => undefined));
  };
  // Known before it is asked for: there may be no network then.
  void whom();
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href='#help'][data-part='talk']");
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const known = await whom();
    if (!known?.adults.length || !(await open(known))) {
      // Nobody is named: the words and numbers of Help.
      const help = one("#help", HTMLElement);
      view.show(help);
      one("#talk", HTMLElement)?.scrollIntoView();
    }
  }, true);

  /** Gives whether it is open. @param {Whom} known @returns {Promise<boolean>} */
  async function open(known) {
    const made = await panel();
    if (!made) return false;
    const tiles = one(".who .tiles", HTMLElement, made), ask = one("#raise-ask", HTMLButtonElement, made), ways = one("form", HTMLFormElement, made);
    const said = one("[role=status]", HTMLElement, made), numbers = one(".numbers", HTMLElement, made);
    if (!tiles || !ask || !ways || !said) return false;
    tiles.dataset.n = `${Math.min(4, known.adults.length)}`;
    tiles.replaceChildren(...known.adults.map((adult) => {
      const tile = document.createElement("label"), input = document.createElement("input"), picture = document.createElement("span");
      const name = document.createElement("span"), strong = document.createElement("b"), role = document.createElement("span");
      tile.className = "tile";
      Object.assign(input, { type: "radio", name: "adult", value: `${adult.id}` });
      picture.className = "picture";
      // Our own drawing, from our own server.
      picture.append(...new DOMParser().parseFromString(adult.picture, "text/html").body.childNodes);
      name.className = "name";
      strong.textContent = adult.name;
      role.textContent = adult.role;
      role.dir = "auto";
      name.append(strong, document.createElement("br"), role);
      tile.append(input, picture, name);
      return tile;
    }));
    if (numbers) {
      numbers.replaceChildren(...known.numbers.map(({ who, number }) => {
        const line = document.createElement("li"), call = document.createElement("a");
        call.href = `tel:${number.replace(/[^\d+]/g, "")}`;
        call.textContent = (made.dataset[who === "advocate" ? "advocate" : "dutyTeam"] ?? "{number}").replace("{number}", number);
        line.append(call);
        return line;
      }));
    }
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    const chosen = () => {
      const data = new FormData(ways);
      return { adult: known.adults.find((a) => `${a.id}` === data.get("adult")), how: `${data.get("how") ?? ""}` };
    };
    const words = (/** @type {string} */ name, /** @type {string} */ who) => (made.dataset[name] ?? "").replaceAll("{name}", who);
    const label = () => {
      const { adult, how } = chosen();
      ask.hidden = !adult || !how;
      if (adult) ask.textContent = words("ask", adult.name);
      one(".phone", HTMLElement, made)?.toggleAttribute("hidden", how !== "phone");
    };
    ways.addEventListener("change", label);
    label();
    ways.addEventListener("submit", async (sent) => {
      sent.preventDefault();
      const { adult, how } = chosen();
      if (!adult || !how) return;
      ask.disabled = true;
      const answer = await fetch(`/e/${mine.event}/hand`, {
        method: "POST", headers: { ...headers, "content-type": "application/json" }, credentials: "omit", signal: AbortSignal.timeout(5_000),
        body: JSON.stringify({ id, adult: adult.id, how }),
      }).catch(() => null);
      if (!made.isConnected) return;
      ask.disabled = false;
      if (answer?.status === 404) {
        const now = await whom();
        if (now?.adults.length) return void open(now);
      }
      if (answer?.ok) {
        ways.hidden = true;
        said.textContent = words(how === "now" ? "askedNow" : how === "later" ? "askedLater" : "asked", adult.name);
        // The numbers stay in view: they are what she asked for.
        const childline = one("a[href='tel:08001111']", HTMLElement, ways)?.parentElement;
        if (how === "phone") said.after(...[numbers, childline].filter((part) => part instanceof HTMLElement));
      } else {
        // No network, or refused: the child shows the screen. It is not sent later, when nobody waits any more.
        ways.hidden = how !== "phone";
        said.textContent = words("show", adult.name);
        const card = one(".hold-up", HTMLElement, made);
        // Who wants it quiet holds no picture up.
        if (card) card.hidden = how === "later";
      }
      headTo(made);
    });
    view.show(made);
    return true;
  }
}
