// @ts-check
// Sends sealed bytes: the same ones until they arrive.

/** @typedef {import("./seal.js").Bytes} Bytes */

/** Posts the same bytes until the server has them, or says that it never will.
 * @param {{url: string, body: Bytes, fetch: typeof globalThis.fetch,
 *   wait: (ms: number) => Promise<unknown>, trying?: () => void, given?: () => boolean}} of
 *   given: whether she has given it up meanwhile; then nothing is sent any more
 * @returns {Promise<"done" | "failed">} */
export async function send({ url, body, fetch, wait, trying, given }) {
  for (let again = 0; ; again++) {
    if (given?.()) return "failed";
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
export const pause = (ms) => new Promise((go) => {
  const end = () => {
    clearTimeout(timer);
    removeEventListener("online", end);
    go(undefined);
  };
  const timer = setTimeout(end, ms);
  addEventListener("online", end);
});
