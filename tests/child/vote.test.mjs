// @ts-check
// Where a tablet goes while a vote is open in the room: never out of a child's answers, and never twice to the same one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dressed, next, placeOf } from "../../assets/child/vote.js";

const vote = { event: "vvvvvvvv", ask: "/e/vvvvvvvv/answer?way=words&words=8-11&lang=en&theme=usual&size=1", wait: "/e/vvvvvvvv/thanks" };
const other = { ...vote, event: "wwwwwwww" };
const at = (/** @type {string} */ url, fresh = true) => {
  const { pathname, search } = new URL(url, "http://x");
  return placeOf({ pathname, search }, "rrrrrrrr", fresh);
};
/** @param {Partial<Parameters<typeof next>[0]>} of */
const step = (of) => next({ vote, place: "first", here: "rrrrrrrr", done: "", begun: false, ...of });

test("a place is known by its address", () => {
  assert.equal(at("/e/rrrrrrrr"), "first");
  assert.equal(at("/e/rrrrrrrr", false), "before", "she has begun to choose");
  for (const page of ["?lang=cy", "/words?way=words", "/welcome", "/alone?no=1", "/not-now"]) assert.equal(at(`/e/rrrrrrrr${page}`), "before", page);
  assert.equal(at("/e/rrrrrrrr/answer?envelope=0"), "asking");
  assert.equal(at("/e/rrrrrrrr/thanks"), "thanked");
  assert.equal(at("/e/vvvvvvvv/answer"), "voting");
  assert.equal(at("/e/vvvvvvvv/thanks?words=8-11"), "voted");
});

test("nobody is taken out of her answers, whatever is open", () => {
  for (const open of [vote, other, null]) for (const begun of [true, false]) assert.equal(step({ vote: open, place: "asking", begun }), "stay");
});

test("where nothing is lost it goes or offers to go, and only once", () => {
  assert.equal(step({}), "go");
  assert.equal(step({ done: vote.event }), "wait");
  for (const place of /** @type {const} */ (["before", "thanked"])) {
    assert.equal(step({ place }), "offer");
    assert.equal(step({ place, done: vote.event }), "stay");
    assert.equal(step({ place, vote: null }), "stay");
  }
  assert.equal(step({ vote: null }), "stay");
  assert.equal(step({ done: other.event }), "go", "another vote");
});

test("it goes back at the close, she is told so, and whoever has chosen may still send", () => {
  const there = /** @type {const} */ ({ here: vote.event });
  assert.equal(step({ ...there, place: "voting" }), "stay");
  assert.equal(step({ ...there, place: "voting", begun: true }), "stay");
  for (const now of [null, other]) {
    assert.equal(step({ ...there, place: "voting", vote: now }), "over");
    assert.equal(step({ ...there, place: "voting", vote: now, begun: true }), "late");
  }
  assert.equal(step({ ...there, place: "voted", done: vote.event }), "stay");
  assert.equal(step({ ...there, place: "voted" }), "stay", "shared: the next child is offered by the page");
  assert.equal(step({ ...there, place: "voted", vote: null }), "back");
  assert.equal(step({ ...there, place: "voted", vote: other }), "back");
});

test("who goes by herself keeps her language, wording and colours", () => {
  const to = new URL(dressed(vote.ask, "?lang=ar&theme=contrast&size=3&words=12-15&envelope=00"), "http://x");
  assert.deepEqual(Object.fromEntries(to.searchParams), { way: "words", words: "12-15", lang: "ar", theme: "contrast", size: "3" });
  assert.equal(dressed(vote.ask, ""), vote.ask);
});
