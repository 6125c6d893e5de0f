// node --test tests/staff
// The recorder without a page: its states, its minute, its microphone, its words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { areCaptions, buttons, clock, kindOfFile, LONGEST, next, record, send, tooLarge, waits, whyNot } from "../../assets/staff/record.js";

const walk = (...steps) => steps.reduce((state, step) => next(state, step), "idle");

test("a recording is made, heard, kept or made again", () => {
  assert.equal(walk("record", "started", "stopped"), "kept");
  assert.equal(walk("record", "started", "stopped", "save", "saved"), "saved");
  assert.equal(walk("record", "started", "stopped", "record", "started"), "recording");
  assert.equal(walk("record", "refused"), "idle");
  assert.equal(walk("record", "started", "empty"), "idle");
  // what could not be sent is still there
  assert.equal(walk("record", "started", "stopped", "save", "failed"), "kept");
  assert.equal(walk("choose", "save", "saved", "record"), "asking");
});

test("a step out of turn changes nothing", () => {
  assert.equal(walk("save"), "idle");
  assert.equal(walk("record", "record"), "asking");
  assert.equal(walk("record", "started", "save"), "recording");
  assert.equal(walk("choose", "save", "record"), "saving");
});

test("every state has its buttons, and stop only where something runs", () => {
  for (const state of ["idle", "asking", "recording", "kept", "saving", "saved"]) {
    assert.equal(buttons(state).includes("stop"), state === "recording", state);
    assert.equal(buttons(state).includes("save"), ["kept", "saving"].includes(state), state);
    assert.equal(waits(state), ["asking", "saving"].includes(state), state);
    assert.notEqual(buttons(state).length, 0, state);
  }
});

test("what every tablet plays is recorded where the browser can", () => {
  assert.equal(kindOfFile(() => true), "audio/mp4;codecs=mp4a.40.2");
  assert.equal(kindOfFile((type) => type.startsWith("audio/webm")), "audio/webm;codecs=opus");
  assert.equal(kindOfFile((type) => type.startsWith("audio/ogg")), "audio/ogg;codecs=opus");
  assert.equal(kindOfFile(() => false), undefined);
});

test("the clock counts to a minute", () => {
  assert.equal(clock(0), "0:00 of 1:00");
  assert.equal(clock(7.9), "0:07 of 1:00");
  assert.equal(clock(60.4), "1:00 of 1:00");
  assert.equal(clock(-1), "0:00 of 1:00");
  assert.equal(LONGEST, 60);
});

/** A microphone and a recorder that do as they are told. */
function studio({ types = ["audio/webm;codecs=opus"], pieces = ["abc", "de"], refuse = null } = {}) {
  const seen = { stopped: 0, options: null, recorders: [] };
  const media = {
    getUserMedia: async (asked) => {
      assert.deepEqual(asked, { audio: true });
      if (refuse !== null) throw Object.assign(new Error("no"), { name: refuse });
      return { getTracks: () => [{ stop: () => seen.stopped++ }] };
    },
  };
  class Recorder {
    static isTypeSupported = (type) => types.includes(type);
    state = "inactive";
    constructor(_, options) {
      seen.options = options;
      seen.recorders.push(this);
      this.mimeType = options.mimeType ?? "audio/x-own";
    }
    start() {
      this.state = "recording";
    }
    stop() {
      this.state = "inactive";
      for (const piece of pieces) this.ondataavailable({ data: new Blob([piece]) });
      this.onstop();
    }
  }
  return { media, Recorder, seen };
}

test("a recording that is stopped is whole, and the microphone is let go", async () => {
  const { media, Recorder, seen } = studio();
  const run = await record({ media, Recorder });
  assert.equal(seen.stopped, 0);
  run.stop();
  run.stop();
  const blob = await run.done;
  assert.equal(await blob.text(), "abcde");
  assert.equal(blob.type, "audio/webm;codecs=opus");
  assert.equal(seen.options.audioBitsPerSecond, 48000);
  assert.equal(seen.stopped, 1);
});

test("nobody need stop it: it ends by itself", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { media, Recorder, seen } = studio();
  const run = await record({ media, Recorder });
  t.mock.timers.tick(LONGEST * 1000 - 1);
  assert.equal(seen.recorders[0].state, "recording");
  t.mock.timers.tick(1);
  assert.equal((await run.done).size, 5);
  assert.equal(seen.stopped, 1);
});

test("the microphone is let go when the recorder fails", async () => {
  const { media, Recorder, seen } = studio();
  const run = await record({ media, Recorder });
  seen.recorders[0].onerror({ error: Object.assign(new Error("unplugged"), { name: "NotReadableError" }) });
  await assert.rejects(run.done, { name: "NotReadableError" });
  assert.equal(seen.stopped, 1);
  class Broken extends Recorder {
    start() {
      throw new Error("cannot");
    }
  }
  await assert.rejects(record({ media, Recorder: Broken }));
  assert.equal(seen.stopped, 2);
});

test("without a microphone it is told kindly what to do", async () => {
  for (const [refuse, word] of [
    ["NotAllowedError", "may not use the microphone"],
    ["NotFoundError", "No microphone was found"],
    ["NotReadableError", "in use by another program"],
  ]) {
    const error = await record(studio({ refuse })).catch((e) => e);
    assert.match(whyNot(error), new RegExp(word), refuse);
  }
  const none = await record({ media: undefined, Recorder: undefined }).catch((e) => e);
  assert.match(whyNot(none), /choose a file/);
  assert.match(whyNot("anything"), /try again/);
});

test("a file that is too large is not sent", () => {
  const two = 2 * 1048576;
  assert.equal(tooLarge(two, two), "");
  assert.equal(tooLarge(two + 1048576 / 2, two), "This file has 2.5 MB; up to 2 MB can be sent. Make it shorter, or save it smaller.");
});

test("captions are WebVTT", () => {
  const good = "WEBVTT\n\n00:00.000 --> 00:02.000\nHow old are you?\n";
  assert.ok(areCaptions(good) && areCaptions(`\uFEFF${good}`) && areCaptions(good.replaceAll("\n", "\r\n")));
  for (const bad of ["", "WEBVTT", `x${good}`, good.replace("WEBVTT", "WEBVTTX"), good.replace("-->", "->")]) assert.ok(!areCaptions(bad), bad);
});

/** A server with one answer; gives what it was sent. */
function server(status, body, type = "text/plain; charset=utf-8") {
  const seen = {};
  const fetcher = async (address, request) => {
    Object.assign(seen, { address, ...request, sent: Buffer.from(await request.body.arrayBuffer()).toString() });
    return new Response(body, { status, headers: { "content-type": type } });
  };
  return { seen, fetcher };
}

const clip = { language: "en", text: "0f".repeat(32), token: "a token", file: new Blob(["voice"]) };

test("a clip is sent with its token, captions before the file", async () => {
  const { seen, fetcher } = server(201, JSON.stringify({ address: "/clips/x.webm", captions: null }), "application/json");
  assert.deepEqual(await send(fetcher, clip), { address: "/clips/x.webm", captions: null });
  assert.equal(seen.address, `/clips?language=en&text=${clip.text}`);
  assert.equal(seen.headers["x-csrf-token"], "a token");
  assert.equal(seen.sent, "voice");
  await send(fetcher, { ...clip, language: "bfi", captions: new Blob(["WEBVTT – "]) });
  assert.equal(seen.address, `/clips?language=bfi&text=${clip.text}&captions=11`, "bytes, not letters");
  assert.equal(seen.sent, "WEBVTT – voice");
});

test("a refusal is told in the server's words, others in ours", async () => {
  const words = async (status, body, type) => (await send(server(status, body, type).fetcher, clip).catch((e) => e)).message;
  assert.equal(await words(415, "We do not know this kind of file."), "We do not know this kind of file.");
  assert.match(await words(500, "<!doctype html>", "text/html"), /Please try again/);
  assert.match(await words(401, "<!doctype html>", "text/html"), /Sign in again/);
  assert.match(await words(409, "<!doctype html>", "text/html"), /Reload/);
  const offline = await send(() => Promise.reject(new TypeError("Failed to fetch")), clip).catch((e) => e);
  assert.match(offline.message, /no connection/);
});
