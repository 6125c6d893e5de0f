// node --test tests/child
// Reading aloud with a clock, an <audio> and voices that the test moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceVoice, marksOf, PATIENCE, pieces, player, readOut, voiceFor, WATCHDOG, wordAt } from "../../assets/child/listen.js";

/** Time goes on only when told, in frames of 16 ms. */
class Clock {
  #time = 0;
  #jobs = new Set();
  now = () => this.#time;
  later = (ms, work) => {
    const job = { at: this.#time + ms, work };
    this.#jobs.add(job);
    return () => this.#jobs.delete(job);
  };
  frame = (work) => this.later(16, work);
  waiting = () => this.#jobs.size;
  async go(ms, each = () => {}) {
    for (const end = this.#time + ms; this.#time < end;) {
      this.#time++;
      each();
      for (const job of [...this.#jobs]) if (job.at <= this.#time && this.#jobs.delete(job)) job.work();
      await null;
    }
  }
}

/** What a page's <audio> does, as far as the player uses it. */
class Audio extends EventTarget {
  currentTime = 0;
  paused = true;
  ended = false;
  played = [];
  src = "";
  play() {
    Object.assign(this, { paused: false, ended: false, currentTime: 0 });
    this.played.push(this.src);
    return new Promise((_, refuse) => {
      this.refuse = refuse;
    });
  }
  pause() {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
  end() {
    this.ended = true;
    this.pause();
    this.dispatchEvent(new Event("ended"));
  }
}

const item = (text, src = "", marks = null) => ({ element: {}, text, lang: "en", src, marks });
const started = (clip, src = "a.mp3") => {
  const control = new AbortController(), seen = [];
  const end = clip(src, control.signal, (ms) => seen.push(ms));
  return { control, seen, end };
};

test("the words and the spaces between them are the text again", () => {
  for (const text of ["How old are you?", " Two  spaces\n", "One", "", "هل أنت بخير؟", "8 – 11", "one\u00a0day"]) {
    assert.equal(pieces(text).join(""), text);
    assert.equal(pieces(text).filter((p) => p.trim()).length, text.split(/\s+/).filter(Boolean).length);
  }
});

test("marks count only if there is one for every word", () => {
  assert.deepEqual(marksOf("0 320 510 700", "How old are you?"), [0, 320, 510, 700]);
  assert.deepEqual(marksOf("12.5", "Yes"), [12.5]);
  for (const [marks, text] of [["0 320 510", "How old are you?"], ["0 1 2 3 4", "How old are you?"], [undefined, "Yes"], ["", ""], ["x", "Yes"], ["-1", "Yes"]]) {
    assert.equal(marksOf(marks, text), null, `${marks}: ${text}`);
  }
});

test("a word is marked within 120 ms of its time, wherever the clip is", async () => {
  const clock = new Clock(), audio = new Audio(), clip = player(audio, clock);
  const marks = [40, 320, 510, 1020, 1090, 1500], first = [];
  clip("a.mp3", new AbortController().signal, (ms) => {
    const word = wordAt(marks, ms);
    if (word >= 0) first[word] ??= clock.now();
  });
  await clock.go(1700, () => {
    audio.currentTime += 0.001;
  });
  assert.equal(first.length, marks.length);
  marks.forEach((mark, i) => assert.ok(Math.abs(first[i] - mark) <= 120, `word ${i}: ${first[i]} for ${mark}`));
  // Wound back by somebody, or on.
  for (const [to, word] of [[0.0, -1], [0.6, 2], [9, 5]]) {
    let last;
    const control = new AbortController();
    clip("a.mp3", control.signal, (ms) => {
      last = wordAt(marks, ms);
    });
    audio.currentTime = to;
    await clock.go(16);
    assert.equal(last, word);
    control.abort();
  }
});

test("a clip is heard to its end, fails, or is stopped", async () => {
  const clock = new Clock(), audio = new Audio(), clip = player(audio, clock);
  assert.equal(audio.src, "", "nothing is loaded before it is asked for");
  let now = started(clip);
  audio.end();
  assert.equal(await now.end, "heard");
  now = started(clip);
  audio.dispatchEvent(new Event("error"));
  assert.equal(await now.end, "failed");
  now = started(clip);
  audio.refuse(new Error("NotSupportedError"));
  assert.equal(await now.end, "failed");
  now = started(clip);
  now.control.abort();
  assert.equal(await now.end, "stopped");
  assert.ok(audio.paused);
  now = started(clip);
  audio.pause();
  assert.equal(await now.end, "stopped", "paused by a headset's button");
  assert.equal(clock.waiting(), 0, "nothing goes on in the background");
});

test("a clip that stands still is given up, one that goes on is not", async () => {
  const clock = new Clock(), audio = new Audio(), clip = player(audio, clock);
  let now = started(clip), end;
  now.end.then((outcome) => {
    end = outcome;
  });
  await clock.go(PATIENCE * 3, () => {
    audio.currentTime += 0.001;
  });
  assert.equal(end, undefined);
  await clock.go(PATIENCE - 100);
  assert.equal(end, undefined);
  await clock.go(200);
  assert.equal(end, "stuck");
});

test("what an earlier clip still says does not end the next", async () => {
  const clock = new Clock(), audio = new Audio(), clip = player(audio, clock);
  const first = started(clip, "first.mp3"), { refuse } = audio;
  first.control.abort();
  const second = started(clip, "second.mp3");
  refuse(new DOMException("interrupted by pause", "AbortError"));
  await clock.go(50, () => {
    audio.currentTime += 0.001;
  });
  assert.equal(audio.paused, false);
  audio.end();
  assert.equal(await second.end, "heard");
});

const voice = (lang, more = {}) => ({ voiceURI: lang, lang, localService: true, default: false, ...more });

test("only a voice on the device, in the language", () => {
  const us = voice("en-US", { default: true }), gb = voice("en-GB"), au = voice("en_AU"), cy = voice("cy"), ar = voice("ar-SA");
  const far = voice("en-GB", { localService: false });
  for (const [voices, lang, expected] of [
    [[us, gb], "en", gb], [[us, au], "en", us], [[au], "en", au], [[us, au], "en-AU", au], [[us, gb], "en-AU", gb],
    [[far, us], "en-GB", us], [[far], "en", null], [[us, gb], "cy", null], [[us, cy], "cy-GB", cy], [[ar, us], "ar", ar],
    [[us, ar], "prs", null], [[voice("eng")], "en", null], [[voice("en", { localService: undefined })], "en", null], [[], "en", null],
  ]) assert.equal(voiceFor(voices, lang), expected, `${lang} of ${voices.map((v) => v.lang)}`);
});

/** A device that speaks, or does not. */
class Synth {
  voices = [];
  said = [];
  cancelled = 0;
  speaking = false;
  getVoices = () => this.voices;
  speak(words) {
    this.words = words;
    this.said.push(words.text);
  }
  cancel() {
    this.cancelled++;
    const { words } = this;
    // As browsers do: later, as an error.
    queueMicrotask(() => words?.onerror?.({ error: "canceled" }));
  }
}
class Words {
  constructor(text) {
    this.text = text;
  }
}

test("where there is no voice on the device, nothing is promised and nothing is said", async () => {
  for (const synth of [undefined, new Synth(), Object.assign(new Synth(), { voices: [voice("en-GB", { localService: false })] })]) {
    const { can, say } = deviceVoice(synth, new Clock(), Words);
    assert.equal(can("en"), false);
    assert.equal(await say(item("Yes"), new AbortController().signal, assert.fail), false);
    assert.deepEqual(synth?.said ?? [], []);
  }
});

test("voices that come late are found", () => {
  const synth = new Synth(), { can } = deviceVoice(synth, new Clock(), Words);
  assert.equal(can("en"), false);
  synth.voices = [voice("en-GB")];
  assert.equal(can("en"), true);
  assert.equal(can("ar"), false);
});

test("a voice that does not begin is given up and not trusted again", async () => {
  const clock = new Clock(), synth = Object.assign(new Synth(), { voices: [voice("en-GB"), voice("en-US")] });
  const { can, say } = deviceVoice(synth, clock, Words), { signal } = new AbortController();
  for (const uri of ["en-GB", "en-US"]) {
    let heard;
    say(item("Yes"), signal, assert.fail).then((was) => {
      heard = was;
    });
    assert.equal(synth.words.voice.voiceURI, uri);
    await clock.go(WATCHDOG - 1);
    assert.equal(heard, undefined);
    await clock.go(2);
    assert.equal(heard, false);
  }
  assert.equal(synth.cancelled, 2);
  assert.equal(can("en"), false);
});

test("a voice that begins is heard, shows its word, and may forget to end", async () => {
  const clock = new Clock(), synth = Object.assign(new Synth(), { voices: [voice("en-GB")] });
  const { can, say } = deviceVoice(synth, clock, Words), seen = [];
  let now = say(item("How old are you?"), new AbortController().signal, (word) => seen.push(word));
  synth.words.onstart();
  for (const charIndex of [0, 4, 8, 12]) synth.words.onboundary({ name: "word", charIndex });
  synth.words.onboundary({ name: "sentence", charIndex: 0 });
  assert.deepEqual(seen, [null, 0, 1, 2, 3]);
  await clock.go(WATCHDOG * 2);
  synth.words.onend();
  assert.equal(await now, true);
  assert.equal(clock.waiting(), 0);

  let heard;
  say(item("Yes"), new AbortController().signal, () => {}).then((was) => {
    heard = was;
  });
  synth.words.onstart();
  await clock.go(PATIENCE);
  assert.equal(heard, undefined);
  await clock.go(1000);
  assert.equal(heard, true);
  assert.equal(can("en"), true);
});

test("a voice that the child stopped is trusted still", async () => {
  const synth = Object.assign(new Synth(), { voices: [voice("en-GB")] });
  const { can, say } = deviceVoice(synth, new Clock(), Words), control = new AbortController();
  const now = say(item("Yes"), control.signal, () => {});
  control.abort();
  assert.equal(await now, false);
  assert.equal(synth.cancelled, 1);
  assert.equal(can("en"), true);
});

/** Reads aloud and writes down what happens. `clips` and `voices` say how each text ends. */
function reading(items, clips, voices = {}) {
  const log = [], control = new AbortController();
  const ended = readOut(items, {
    clip: async (src, signal, at) => {
      log.push(`play ${src}`);
      at(400);
      const outcome = await Promise.race([clips[src], new Promise((stop) => {
        signal.addEventListener("abort", () => stop("stopped"));
      })]);
      log.push(`${outcome} ${src}`);
      return outcome;
    },
    say: async ({ text }, _, at) => {
      if (voices[text]) at(null);
      log.push(`say ${text}`);
      return !!voices[text];
    },
    show: {
      begin: ({ text }) => log.push(`begin ${text}`),
      at: ({ text }, word) => log.push(`at ${text} ${word}`),
      end: () => log.push("end"),
    },
    failed: ({ src }) => log.push(`gone ${src}`),
    signal: control.signal,
  });
  return { log, control, ended };
}

test("one after the other: a clip begins when the one before has ended", async () => {
  const { log, ended } = reading([item("Old are", "q", [0, 300]), item("Yes", "y")], { q: "heard", y: "heard" });
  assert.deepEqual(log.slice(0, 2), ["begin Old are", "play q"], "the first at once, inside the tap");
  await ended;
  assert.deepEqual(log, ["begin Old are", "play q", "at Old are 1", "heard q", "end", "begin Yes", "play y", "at Yes null", "heard y", "end"]);
});

test("what does not come falls to the device's voice, then to silence", async () => {
  const items = [item("A", "a"), item("B", "b"), item("C"), item("D", "d")];
  const { log, ended } = reading(items, { a: "failed", b: "failed", d: "heard" }, { A: true, C: true });
  await ended;
  assert.deepEqual(log.filter((l) => !/^(begin|at|end)/.test(l)),
    ["play a", "failed a", "say A", "play b", "failed b", "say B", "gone b", "say C", "play d", "heard d"]);
});

test("silence that takes long ends it, a voice goes on", async () => {
  const items = [item("A", "a"), item("B", "b")];
  const silent = reading(items, { a: "stuck", b: "heard" });
  await silent.ended;
  assert.ok(!silent.log.includes("play b"));
  const spoken = reading(items, { a: "stuck", b: "heard" }, { A: true });
  await spoken.ended;
  assert.ok(spoken.log.includes("play b"));
  const paused = reading(items, { a: "stopped", b: "heard" }, { A: true });
  await paused.ended;
  assert.deepEqual(paused.log.filter((l) => /say|play/.test(l)), ["play a"]);
});

test("stopped, it is over at once and nothing more is spoken", async () => {
  const { log, control, ended } = reading([item("A", "a"), item("B", "b")], { a: new Promise(() => {}), b: "heard" }, { A: true });
  control.abort();
  assert.equal(log.at(-1), "end", "marks go before anything else can begin");
  await ended;
  assert.deepEqual(log, ["begin A", "play a", "at A null", "end", "stopped a"]);
});
