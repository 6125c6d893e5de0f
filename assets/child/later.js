// @ts-check
// What a child may need, and not at the first moment: listening, a switch, a break. It comes by itself
// soon after the page, or at once when it is asked for.

import { listening } from "./listen.js";
import { pausing } from "./pause.js";
import { scanning } from "./scan.js";

/** @param {{ step: () => HTMLElement, show: (panel: HTMLElement | null) => void, onWipe: (words: string) => void }} of
 * @returns {{ forget: () => void }} what is to be done when the page is hidden */
export function start({ step, show, onWipe }) {
  listening({ step });
  scanning({ step });
  const rest = pausing({ show, onWipe });
  return { forget: rest.end };
}
