// What the probes share: each file adds its own to it. Only for checking types.

type Target = {
  name: string; what: "tile" | "speaker" | "control"; element: Element; answer: Element | null;
  left: number; top: number; right: number; bottom: number; width: number; height: number;
};
type Picture = { width: number; height: number; at: (x: number, y: number) => number };
type Words = { parent: Element; text: string; left: number; right: number; top: number; bottom: number; width: number };

declare var rows: {
  HAIR: number;
  seen: (e: Element) => boolean;
  panel: () => Element | null;
  step: () => Element;
  reachable: (selector: string) => Element[];
  nameOf: (e: Element) => string;
  place: (e: Element) => { left: number; top: number; right: number; bottom: number; width: number; height: number };
  targets: () => Target[];
  stops: () => HTMLElement[];
  ratio: (a: number, b: number) => number;
  luminance: (r: number, g: number, b: number) => number;
  pixels: (base64: string) => Promise<Picture>;
  words: () => Words[];
};
declare var axe: { run: (where: Document, how: object) => Promise<any> };
