// @ts-check
// The tablet's database: sealed bytes in one store, what the tablet itself is in another. Nothing else is ever kept.

/** A sealed letter. version: of the questionnaire, so that its pages are not dropped before it is sent.
 * @typedef {{ id: string, event: string, version: string, question?: string, bytes: Uint8Array<ArrayBuffer>, aside?: boolean }} Letter */
/** What this tablet is. @typedef {{ credential: string, tablet: string, event: string, event_name: string, way_out: string, revoked?: boolean }} Enrolment */

export const NAME = "sayso";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) => new Promise((go, fail) => {
  request.onsuccess = () => go(request.result);
  request.onerror = () => fail(request.error ?? new Error("the database did not answer"));
});

/** A database that is opened again when the browser closed it under the page. */
export class Store {
  /** @type {Promise<IDBDatabase> | null} */ #open = null;

  /** @returns {Promise<IDBDatabase>} */
  #database() {
    return (this.#open ??= new Promise((/** @type {(db: IDBDatabase) => void} */ go, fail) => {
      const request = indexedDB.open(NAME, 1);
      // A later version adds to this and never takes a store away: the outbox may be full.
      request.onupgradeneeded = () => {
        for (const [store, keyPath] of [["outbox", "id"], ["tablet", "what"]]) {
          if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath });
        }
      };
      request.onsuccess = () => {
        const db = request.result;
        db.onclose = () => (this.#open = null);
        db.onversionchange = () => {
          db.close();
          this.#open = null;
        };
        go(db);
      };
      request.onerror = () => fail(request.error ?? new Error("no database"));
      request.onblocked = () => fail(new Error("the database is held by another page"));
    }).catch((error) => {
      this.#open = null;
      throw error;
    }));
  }

  /** One transaction. It is over only when the bytes are on the disk.
   * @template T @param {"outbox" | "tablet"} name @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest<T>} work @param {IDBTransactionDurability} [durability] @returns {Promise<T>} */
  async #in(name, mode, work, durability = "strict") {
    for (let again = 0; ; again++) {
      try {
        const db = await this.#database();
        const through = db.transaction(name, mode, { durability });
        const end = new Promise((go, fail) => {
          through.oncomplete = go;
          through.onabort = () => fail(through.error ?? new Error("the database gave up"));
        });
        const [given] = await Promise.all([answer(work(through.objectStore(name))), end]);
        return given;
      } catch (error) {
        // Browsers close a database when memory is short. A full disk is no reason to try again.
        if (again || (error instanceof DOMException && error.name === "QuotaExceededError")) throw error;
        this.#open = null;
      }
    }
  }

  /** @param {Letter} letter */
  put(letter) {
    return this.#in("outbox", "readwrite", (store) => store.put(letter));
  }

  /** @param {string} id @returns {Promise<Letter | undefined>} */
  get(id) {
    return this.#in("outbox", "readonly", (store) => store.get(id));
  }

  /** Not waited for until it is on the disk: if it is lost, the letter is sent again and counted once. @param {string} id */
  remove(id) {
    return this.#in("outbox", "readwrite", (store) => store.delete(id), "relaxed");
  }

  /** @returns {Promise<Letter[]>} sorted by id, never in the order of answering */
  all() {
    return this.#in("outbox", "readonly", (store) => store.getAll());
  }

  count() {
    return this.#in("outbox", "readonly", (store) => store.count());
  }

  /** @param {string} what @param {object} value */
  async keep(what, value) {
    await this.#in("tablet", "readwrite", (store) => store.put({ ...value, what }));
  }

  /** @template T @param {string} what @returns {Promise<T | undefined>} */
  async kept(what) {
    return /** @type {T | undefined} */ (await this.#in("tablet", "readonly", (store) => store.get(what)));
  }

  /** For a test: as a browser does it under the page. */
  async close() {
    (await this.#open)?.close();
  }
}
