// node --test tests/staff
// Keys of the reading page without a page: which act, and when none does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOK, meaning, takesKeys } from "../../assets/staff/keys.js";

const usual = { typing: false, off: false, open: LOOK };
const key = (key, more = {}, state = {}) => meaning({ key, ...more }, { ...usual, ...state });

test("N, Q and E decide in either case, arrow keys move", () => {
  assert.deepEqual(["n", "N", "q", "Q", "e", "E"].map((k) => key(k)), ["n", "n", "q", "q", "e", "e"]);
  assert.equal(key("ArrowLeft"), "ArrowLeft");
  assert.equal(key("ArrowRight"), "ArrowRight");
  for (const other of ["x", "Enter", " ", "ArrowUp", "ArrowDown", "Tab", "Escape", "ne", "ñ"]) assert.equal(key(other), null, other);
});

test("a key that is held down, or belongs to the browser, decides nothing", () => {
  for (const more of [{ repeat: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }]) assert.equal(key("n", more), null);
});

test("nothing is decided while somebody types, before the page was seen, or when keys are off", () => {
  assert.equal(key("n", {}, { typing: true }), null);
  assert.equal(key("n", {}, { open: LOOK - 1 }), null);
  assert.equal(key("n", {}, { off: true }), null);
  assert.equal(key("ArrowRight", {}, { off: true }), null);
});

test("fields take their keys themselves, ticks and buttons do not", () => {
  for (const element of [{ tagName: "TEXTAREA" }, { tagName: "SELECT" }, { tagName: "INPUT", type: "text" }, { tagName: "INPUT" }, { tagName: "DIV", isContentEditable: true }]) {
    assert.equal(takesKeys(element), true, element.tagName);
  }
  for (const element of [null, { tagName: "BODY" }, { tagName: "A" }, { tagName: "INPUT", type: "checkbox" }, { tagName: "BUTTON" }]) {
    assert.equal(takesKeys(element), false, element?.tagName);
  }
});
