// @ts-check
// Rows about what is heard: 24, 25, 26, 37.

(() => {
  const { seen, step } = globalThis.rows;

  /** All that plays now. */
  const playing = () => [...document.querySelectorAll("audio, video")].filter((m) => m instanceof HTMLMediaElement && !m.paused).length;

  /** The question's words and when each begins. @returns {{ element: HTMLElement, marks: number[] } | null} */
  const spoken = () => {
    const element = step().querySelector(".ask [data-voice]:not(.stem)");
    if (!(element instanceof HTMLElement) || !element.dataset.marks) return null;
    return { element, marks: element.dataset.marks.split(" ").map(Number) };
  };

  /** Row 25: which word of the question is marked; −1 if none. @param {HTMLElement} element */
  const marked = (element) => [...(element.firstElementChild?.children ?? [])].findIndex((word) => word.classList.contains("now"));

  /** Row 25: seeks to the beginning of each word, from the last to the first, and waits until that word is marked. The clip
   * of the question must be playing. */
  const follow = async () => {
    const audio = document.querySelector("audio"), item = spoken();
    if (!audio || !item) return ["row 25: nothing is spoken"];
    const { element, marks } = item, wrong = [];
    for (const [i, from] of [...marks.entries()].reverse()) {
      // A little into the word: the mark itself may be rounded down.
      audio.currentTime = (from + 10) / 1000;
      const begun = performance.now();
      while (marked(element) !== i && performance.now() - begun < 1000) await new Promise((go) => setTimeout(go, 4));
      const late = performance.now() - begun;
      if (late > 120) wrong.push(`row 25: word ${i + 1} of “${element.textContent}” is marked after ${late.toFixed(0)} ms`);
    }
    return wrong;
  };

  /** Row 25: while it plays on its own, the marked word is that of the time, give or take 120 ms. Gives what was off and how
   * often it was looked. @param {number} ms for so long at most */
  const drift = async (ms) => {
    const audio = document.querySelector("audio"), item = spoken(), wrong = [];
    if (!audio || !item) return { looks: 0, wrong: ["row 25: nothing is spoken"] };
    const { element, marks } = item;
    /** @param {number} t */
    const at = (t) => marks.findLastIndex((mark) => mark <= t);
    let looks = 0;
    for (const end = performance.now() + ms; performance.now() < end && !audio.paused && audio.src.endsWith(element.dataset.voice ?? "");) {
      await new Promise((go) => requestAnimationFrame(go));
      const t = audio.currentTime * 1000, now = marked(element);
      if (!audio.src.endsWith(element.dataset.voice ?? "") || t === 0) continue;
      looks++;
      const fits = [-120, -60, 0, 60, 120].some((d) => at(t + d) === now) || (now >= 0 && Math.abs((marks[now] ?? 0) - t) <= 120);
      if (!fits) wrong.push(`row 25: at ${t.toFixed(0)} ms word ${now + 1} is marked, not ${at(t) + 1}`);
    }
    return { looks, wrong };
  };

  /** Row 25: words stay text that can be selected, and are not announced as they are marked. */
  const selectable = () => {
    const item = spoken();
    if (!item) return ["row 25: nothing is spoken"];
    const { element } = item, chosen = getSelection();
    chosen?.selectAllChildren(element);
    const text = chosen?.toString() ?? "";
    chosen?.removeAllRanges();
    return [
      ...(text.replace(/\s+/g, " ").trim() === element.textContent?.replace(/\s+/g, " ").trim() ? [] : [`row 25: “${text}” can be selected of “${element.textContent}”`]),
      ...(element.closest("[aria-live], [role=status], [role=alert]") ? ["row 25: words are announced as they are marked"] : []),
    ];
  };

  /** Row 23, on the page: everything on the screen that is to be spoken has a clip; but for the note with the event's own
   * day and place, which nobody could record before: the device's voice speaks it, where there is one. */
  const voiced = () => [...(globalThis.rows.panel() ?? document).querySelectorAll("[data-voice]")].filter((e) => seen(e) && !e.getAttribute("data-voice") && !e.closest(".note"))
    .map((e) => `row 23: no voice for “${e.textContent}”`);

  /** Row 37: the signed video of the step. */
  const signed = () => {
    const video = step().querySelector(".sign video");
    if (!(video instanceof HTMLVideoElement)) return ["row 37: no video"];
    const track = video.querySelector("track[kind=captions]");
    return [
      ...(video.autoplay || !video.paused ? ["row 37: it plays by itself"] : []),
      ...(video.controls ? [] : ["row 37: it cannot be paused"]),
      ...(track instanceof HTMLTrackElement && track.src && track.default ? [] : ["row 37: no captions"]),
      ...(video.getBoundingClientRect().width >= Math.min(320, innerWidth - 32) ? [] : [`row 37: ${video.getBoundingClientRect().width} px wide`]),
      ...(video.getAttribute("aria-label") ? [] : ["row 37: it has no name"]),
    ];
  };

  /** Row 37: a short video of a grey square, as bytes in base 64, and captions for it. */
  const film = async () => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 320, height: 240 });
    const context = canvas.getContext("2d"), stream = canvas.captureStream(25);
    const recorder = new MediaRecorder(stream, { mimeType: "video/webm" });
    /** @type {Blob[]} */ const parts = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const over = new Promise((go) => recorder.addEventListener("stop", go));
    recorder.start();
    for (let i = 0; i < 25; i++) {
      if (context) Object.assign(context, { fillStyle: `rgb(${i * 8} ${i * 8} ${i * 8})` }).fillRect(0, 0, 320, 240);
      await new Promise((go) => setTimeout(go, 40));
    }
    recorder.stop();
    await over;
    return new Blob(parts, { type: "video/webm" });
  };

  /** Row 37: what an officer's page sends when a video is kept. @param {string} words */
  const lend = async (words) => {
    const row = [...document.querySelectorAll(".clip[data-kind=signing]")].find((r) => r.querySelector(".words")?.textContent?.trim() === words);
    const csrf = document.querySelector("input[name=csrf]");
    if (!(row instanceof HTMLElement) || !(csrf instanceof HTMLInputElement)) return 0;
    const captions = "WEBVTT\n\n00:00.000 --> 00:01.000\nA caption\n";
    const answer = await fetch(`/clips?language=${row.dataset.language}&text=${row.dataset.text}&captions=${captions.length}`, {
      method: "POST", headers: { "x-csrf-token": csrf.value }, body: new Blob([captions, await film()]),
    });
    return answer.status;
  };

  Object.assign(globalThis.rows, { playing, follow, drift, selectable, voiced, signed, lend });
})();
