// @ts-check
// Signed answers play in the question's own place, after a tap, with captions.

import { one } from "./dom.js";

/** The question's video; one is made where only its answers are signed. @param {Element} question */
function videoOf(question) {
  const there = one("video", HTMLVideoElement, question);
  if (there) return there;
  const video = document.createElement("video");
  Object.assign(video, { controls: true, playsInline: true, width: 400 });
  const place = document.createElement("div");
  place.className = "sign";
  place.append(video);
  one("legend", HTMLElement, question)?.after(place);
  return video;
}

/** Listens for the buttons on the answers. */
export function signing() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.signed-answer");
    const question = link && link.closest(".question");
    if (!(link instanceof HTMLAnchorElement) || !question) return;
    event.preventDefault();
    const video = videoOf(question);
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", default: true, srclang: document.documentElement.lang, src: link.dataset.captions ?? "" });
    video.replaceChildren(...(link.dataset.captions ? [track] : []));
    video.src = link.href;
    video.ariaLabel = link.ariaLabel;
    void video.play();
  });
  // Only one thing plays, and a step that is left is silent.
  document.addEventListener("play", ({ target }) => {
    for (const other of document.querySelectorAll("audio, video")) if (other !== target && other instanceof HTMLMediaElement) other.pause();
  }, true);
  document.addEventListener("step", () => {
    for (const video of document.querySelectorAll("video")) video.pause();
  });
}
