// @ts-check
// Records a voice and sends it: what needs no page. Nothing is recorded before a button is pressed, and
// the microphone is let go as soon as a recording ends. The page's part is clips.js.

/** The longest recording, in seconds. */
export const LONGEST = 60;

/** @typedef {"idle" | "asking" | "recording" | "kept" | "saving" | "saved"} State */
/** @typedef {"record" | "started" | "refused" | "stopped" | "empty" | "choose" | "save" | "saved" | "failed"} Step */

/**
 * What follows on what. A step that does not belong to a state changes nothing.
 * @type {Record<State, Partial<Record<Step, State>>>}
 */
const STEPS = {
  idle: { record: "asking", choose: "kept" },
  asking: { started: "recording", refused: "idle" },
  recording: { stopped: "kept", empty: "idle" },
  kept: { save: "saving", record: "asking", choose: "kept" },
  saving: { saved: "saved", failed: "kept" },
  saved: { record: "asking", choose: "kept" },
};

/**
 * @param {State} state
 * @param {Step} step
 * @returns {State}
 */
export function next(state, step) {
  return STEPS[state][step] ?? state;
}

/**
 * Which buttons stand there in a state; while something is waited for they do nothing.
 * @param {State} state
 * @returns {string[]}
 */
export function buttons(state) {
  switch (state) {
    case "recording":
      return ["stop"];
    case "kept":
    case "saving":
      return ["hear", "save", "again", "choose"];
    default:
      return ["record", "choose"];
  }
}

/**
 * Whether something is waited for: the microphone, or the server.
 * @param {State} state
 * @returns {boolean}
 */
export function waits(state) {
  return state === "asking" || state === "saving";
}

/** First what every tablet plays, then what this browser can record. */
const TYPES = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];

/**
 * The kind of file in which to record; none lets the browser choose.
 * @param {(type: string) => boolean} can
 * @returns {string | undefined}
 */
export function kindOfFile(can) {
  return TYPES.find(can);
}

/**
 * "0:07 of 1:00"
 * @param {number} seconds
 * @returns {string}
 */
export function clock(seconds) {
  const told = (/** @type {number} */ s) => `${Math.floor(s / 60)}:${String(Math.floor(s) % 60).padStart(2, "0")}`;
  return `${told(Math.min(Math.max(seconds, 0), LONGEST))} of ${told(LONGEST)}`;
}

/**
 * Why there is no recording, in kind words.
 * @param {unknown} error
 * @returns {string}
 */
export function whyNot(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "The browser may not use the microphone. Allow it beside the address of this page, then press Record again. Or choose a file.";
    case "NotFoundError":
      return "No microphone was found. Plug one in and press Record again, or choose a file.";
    case "NotReadableError":
    case "AbortError":
      return "The microphone is in use by another program. Close that, then press Record again.";
    case "NotSupportedError":
      return "This browser cannot record here: the page must come over https. You can choose a file.";
    default:
      return "That did not record. Please try again, or choose a file.";
  }
}

/**
 * Whether a file is too large to send, in words; empty if it is not.
 * @param {number} size
 * @param {number} largest
 * @returns {string}
 */
export function tooLarge(size, largest) {
  if (size <= largest) return "";
  const told = (/** @type {number} */ n) => (n / 1048576).toFixed(n % 1048576 === 0 ? 0 : 1);
  return `This file has ${told(size)} MB; up to ${told(largest)} MB can be sent. Make it shorter, or save it smaller.`;
}

/**
 * Whether a text is WebVTT.
 * @param {string} text
 * @returns {boolean}
 */
export function areCaptions(text) {
  return /^\uFEFF?WEBVTT(?=[\s]|$)/.test(text) && text.includes("-->");
}

/**
 * Records until it is stopped, or for a minute.
 * @param {{
 *   media: Pick<MediaDevices, "getUserMedia"> | undefined,
 *   Recorder: typeof MediaRecorder | undefined,
 *   longest?: number,
 * }} of
 * @returns {Promise<{ stop: () => void, done: Promise<Blob> }>} `done` ends with the recording
 */
export async function record({ media, Recorder, longest = LONGEST * 1000 }) {
  if (media === undefined || Recorder === undefined) throw Object.assign(new Error("no recorder"), { name: "NotSupportedError" });
  const stream = await media.getUserMedia({ audio: true });
  const letGo = () => stream.getTracks().forEach((track) => track.stop());
  try {
    const mimeType = kindOfFile((type) => Recorder.isTypeSupported(type));
    const recorder = new Recorder(stream, { audioBitsPerSecond: 48000, ...(mimeType === undefined ? {} : { mimeType }) });
    /** @type {Blob[]} */
    const pieces = [];
    const stop = () => {
      if (recorder.state !== "inactive") recorder.stop();
    };
    /** @type {Promise<Blob>} */
    const done = new Promise((resolve, reject) => {
      recorder.ondataavailable = (event) => pieces.push(event.data);
      recorder.onerror = (event) => reject(/** @type {any} */ (event).error ?? new Error("the recorder failed"));
      recorder.onstop = () => resolve(new Blob(pieces, { type: recorder.mimeType }));
    });
    recorder.start();
    const timer = setTimeout(stop, longest);
    const ended = done.finally(() => {
      clearTimeout(timer);
      letGo();
    });
    return { stop, done: ended };
  } catch (error) {
    letGo();
    throw error;
  }
}

/**
 * Sends a clip; captions stand before the file in one body.
 * @param {typeof fetch} fetcher
 * @param {{ language: string, text: string, token: string, file: Blob, captions?: Blob }} clip
 * @returns {Promise<{ address: string, captions: string | null }>}
 */
export async function send(fetcher, { language, text, token, file, captions }) {
  const query = new URLSearchParams({ language, text });
  if (captions) query.set("captions", String(captions.size));
  const request = {
    method: "POST",
    headers: { "x-csrf-token": token, "content-type": "application/octet-stream" },
    body: captions ? new Blob([captions, file]) : file,
  };
  const answer = await fetcher(`/clips?${query}`, request).catch(() => {
    throw new Error("It could not be sent: there is no connection. It is still here; try again.");
  });
  if (answer.status === 201) return answer.json();
  if (answer.status === 401) throw new Error("You are signed out. Sign in again in another tab, then try again here.");
  if (answer.status === 409) throw new Error("You have signed in again since this page was opened. Reload it; what was not kept must be recorded again.");
  const plain = answer.headers.get("content-type")?.startsWith("text/plain") ?? false;
  throw new Error(plain ? await answer.text() : "It could not be kept. Please try again.");
}
