// @ts-check
// Rows 39 and 40: what is left of an answer, and where.

(() => {
  /** All that a database holds, as text: bytes letter by letter, so that plain words in them show. @param {string} name */
  const rowsOf = async (name) => {
    /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
    const done = (request) => new Promise((go, no) => {
      request.onsuccess = () => go(request.result);
      request.onerror = () => no(request.error);
    });
    const base = await done(indexedDB.open(name)), texts = [];
    const letters = (/** @type {string} */ _, /** @type {unknown} */ value) => {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
      return bytes instanceof Uint8Array ? String.fromCharCode(...bytes) : value;
    };
    for (const store of base.objectStoreNames) texts.push(JSON.stringify(await done(base.transaction(store).objectStore(store).getAll()), letters));
    base.close();
    return texts;
  };

  /** Everywhere that a page can keep something. @param {string[]} sentinels words that only the answers hold */
  const traces = async (sentinels) => {
    /** @type {string[]} */ const found = [];
    /** @param {string} where @param {string | null | undefined} text */
    const look = (where, text) => {
      for (const word of sentinels) if (text?.includes(word)) found.push(`row 39: ${where} holds ${word}`);
    };
    look("the page", document.documentElement.outerHTML);
    look("the text", document.body.innerText);
    look("the title", document.title);
    look("the address", location.href);
    look("the history", JSON.stringify(history.state));
    look("the window's name", window.name);
    for (const box of document.querySelectorAll("input, textarea, select")) {
      if (box instanceof HTMLInputElement && /^(radio|checkbox)$/.test(box.type)) {
        if (box.checked && box.closest(".question, #pause")) found.push(`row 39: ${box.name} is answered with ${box.value}`);
      } else if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) look(`the field ${box.name}`, box.value);
    }
    for (const left of document.querySelectorAll(".check li, .rank, [data-order]:not([data-order=''])")) found.push(`row 39: ${left.className || left.tagName} is left`);
    for (const [name, store] of Object.entries({ localStorage, sessionStorage })) if (store.length) found.push(`row 39: ${name} holds ${Object.keys(store).join(", ")}`);
    for (const { name = "" } of await indexedDB.databases()) for (const text of await rowsOf(name)) look(`the database ${name}`, text);
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) look(`the cache ${name}`, request.url);
    }
    if (document.cookie) found.push(`row 40: a cookie: ${document.cookie}`);
    return found;
  };

  /** Ticks something everywhere, so that there is something to leave behind. Gives how many answers there are.
   * @param {string} number what is written where a number is asked */
  const fill = (number) => {
    const q = globalThis.rows.step();
    if (!(q instanceof HTMLElement) || !q.matches(".question")) return 0;
    const box = q.querySelector("textarea");
    if (box) {
      box.value = `They listen, ${number} times.`;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      return 1;
    }
    const field = q.querySelector(".number input");
    if (field instanceof HTMLInputElement) {
      field.value = number;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      const tiles = [...q.querySelectorAll(".tiles:not(.quiet) label.tile")];
      for (const tile of tiles.slice(0, q.dataset.kind === "rank" ? 3 : 1)) if (tile instanceof HTMLElement) tile.click();
    }
    return q.querySelectorAll("input:checked").length + (field instanceof HTMLInputElement && field.value ? 1 : 0);
  };

  Object.assign(globalThis.rows, { traces, fill });
})();
