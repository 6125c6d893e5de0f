// node --test tests/child
// Scanning by a clock that the test moves. A stop is a name.
import assert from "node:assert/strict";
import { test } from "node:test";
import { meaning, REPEATS, Scanner, speed, TREMOR } from "../../assets/child/scan.js";

class Clock {
  #time = 0;
  #jobs = new Set();
  now = () => this.#time;
  later = (ms, work) => {
    const job = { at: this.#time + ms, work };
    this.#jobs.add(job);
    return () => this.#jobs.delete(job);
  };
  waiting = () => this.#jobs.size;
  go(seconds) {
    for (const end = this.#time + Math.round(seconds * 1000); this.#time < end;) {
      this.#time++;
      for (const job of [...this.#jobs]) if (job.at <= this.#time && this.#jobs.delete(job)) job.work();
    }
  }
}

const ANSWERS = ["yes", "no"];
function page(mode, seconds = 2, stops = [...ANSWERS, "next", "help"]) {
  const clock = new Clock(), it = { clock, stops, taken: [], focus: null, marked: null };
  it.scan = new Scanner({
    clock,
    stops: () => it.stops,
    mark: (stop, focus) => {
      it.marked = stop;
      if (focus && stop) it.focus = stop;
    },
    take: (stop) => {
      it.taken.push(stop);
      it.did?.(stop);
    },
    onward: (stop) => (ANSWERS.includes(stop) ? "next" : null),
  });
  it.scan.set(mode, seconds);
  /** What is marked in each second from now on. */
  it.seen = (n) => Array.from({ length: n }, () => {
    clock.go(0.5);
    const now = it.marked;
    clock.go(0.5);
    return now;
  });
  return it;
}

test("off, nothing is marked and a switch does nothing", () => {
  const it = page("off");
  it.scan.press("take");
  it.clock.go(60);
  assert.equal(it.marked, null);
  assert.equal(it.focus, null);
  assert.deepEqual(it.taken, []);
});

test("one switch: every stop has its time, the first of a round twice that", () => {
  assert.deepEqual(page("one", 2).seen(12), ["yes", "yes", "yes", "yes", "no", "no", "next", "next", "help", "help", "yes", "yes"]);
  assert.deepEqual(page("one", 1).seen(12), ["yes", "yes", "no", "next", "help", "yes", "yes", "no", "next", "help", "yes", "yes"]);
});

test("from 1 to 8 seconds", () => {
  for (const [asked, given] of [[1, 1], [5, 5], [8, 8], [0, 1], [-3, 1], [9, 8], [2.4, 2], [NaN, 2]]) {
    assert.equal(speed(asked), given, String(asked));
  }
  const it = page("one", 8);
  it.clock.go(15.9);
  assert.equal(it.marked, "yes");
  it.clock.go(0.2);
  assert.equal(it.marked, "no");
  it.clock.go(7.8);
  assert.equal(it.marked, "no");
  it.clock.go(0.2);
  assert.equal(it.marked, "next");
  // Made faster while it goes: from the next stop on.
  it.scan.seconds = 1;
  it.clock.go(8);
  assert.equal(it.marked, "help");
  it.clock.go(1);
  assert.equal(it.marked, "yes");
});

test("a new step is read first: focus follows after the first moment", () => {
  const it = page("one", 2);
  it.clock.go(1.9);
  assert.deepEqual([it.marked, it.focus], ["yes", null]);
  it.clock.go(0.2);
  assert.deepEqual([it.marked, it.focus], ["yes", "yes"]);
  it.clock.go(2);
  assert.deepEqual([it.marked, it.focus], ["no", "no"]);
  const two = page("two", 2);
  assert.equal(two.focus, null);
  two.clock.go(2.1);
  assert.equal(two.focus, "yes");
  two.scan.press("move");
  assert.equal(two.focus, "no");
});

test("the switch takes what is marked, and after an answer the mark is at Next", () => {
  const it = page("one", 2);
  it.clock.go(4.5);
  it.scan.press("take");
  assert.deepEqual(it.taken, ["no"]);
  assert.equal(it.marked, "next");
  it.clock.go(3.5);
  assert.equal(it.marked, "next", "longer than others");
  it.scan.press("take");
  assert.deepEqual(it.taken, ["no", "next"]);
  assert.equal(it.marked, "next", "what leads nowhere keeps the mark, to be pressed again");
  it.clock.go(2.1);
  assert.equal(it.marked, "help");
});

test("a hand that trembles does not take twice", () => {
  const it = page("one", 2);
  it.scan.press("take");
  it.clock.go((TREMOR - 10) / 1000);
  it.scan.press("take");
  assert.deepEqual(it.taken, ["yes"]);
  it.clock.go(0.02);
  it.scan.press("take");
  assert.deepEqual(it.taken, ["yes", "next"]);
});

test("a round in which nothing was taken comes three times more, then it rests", () => {
  const it = page("one", 1), round = ["yes", "yes", "no", "next", "help"];
  for (let i = 0; i <= REPEATS; i++) assert.deepEqual(it.seen(5), round, `round ${i}`);
  assert.deepEqual(it.seen(30), Array(30).fill(null));
  assert.equal(it.clock.waiting(), 0);
  it.scan.press("take");
  assert.deepEqual(it.taken, [], "the press that wakes it takes nothing");
  assert.deepEqual(it.seen(3), ["yes", "yes", "no"]);
});

test("whatever is taken gives the rounds anew", () => {
  const it = page("one", 1);
  it.clock.go(5 * REPEATS + 2.5);
  it.scan.press("take");
  it.clock.go(5 * REPEATS);
  assert.notEqual(it.marked, null);
});

test("a new step begins at its top", () => {
  const it = page("one", 2);
  it.did = (stop) => {
    if (stop !== "next") return;
    it.stops = ["red", "blue", "next"];
    it.scan.restart();
  };
  it.scan.press("take");
  it.clock.go(1);
  it.scan.press("take");
  assert.deepEqual(it.taken, ["yes", "next"]);
  assert.deepEqual(it.seen(5), ["red", "red", "red", "red", "blue"]);
});

test("what has gone from the page is passed over", () => {
  const it = page("one", 2);
  it.clock.go(4.5);
  assert.equal(it.marked, "no");
  it.stops = ["yes", "next"];
  it.clock.go(2);
  assert.equal(it.marked, "yes");
  it.stops = [];
  it.clock.go(10);
  assert.equal(it.marked, null);
  it.scan.press("take");
  assert.deepEqual(it.taken, []);
});

test("two switches: one moves, the other takes, and time does nothing", () => {
  const it = page("two", 1);
  it.clock.go(100);
  assert.equal(it.marked, "yes");
  const move = () => {
    it.clock.go(1);
    it.scan.press("move");
    return it.marked;
  };
  assert.deepEqual([move(), move(), move(), move(), move()], ["no", "next", "help", "yes", "no"]);
  for (let i = 0; i < 4 * (REPEATS + 2); i++) move();
  assert.equal(it.marked, "no", "it never rests");
  it.clock.go(1);
  it.scan.press("take");
  assert.deepEqual(it.taken, ["no"]);
  assert.equal(it.marked, "next");
});

test("turned off by itself: the mark goes and no time runs on", () => {
  const it = page("one", 2, ["off", "close"]);
  it.did = (stop) => stop === "off" && it.scan.set("off", 2);
  it.clock.go(1);
  it.scan.press("take");
  assert.deepEqual([it.marked, it.scan.at, it.clock.waiting()], [null, null, 0]);
  it.clock.go(100);
  assert.equal(it.marked, null);
});

test("turned on, it may begin elsewhere than at the top", () => {
  const it = page("off", 2, ["theme", "off", "close"]);
  it.scan.set("one", 2, "off");
  assert.deepEqual(it.seen(6), ["off", "off", "off", "off", "close", "close"]);
});

test("what the keys mean", () => {
  const key = (mode, key, code = "") => meaning(mode, { key, code });
  for (const k of [" ", "Enter", "1"]) assert.equal(key("one", k), "take", k);
  for (const k of [" ", "1"]) assert.equal(key("two", k), "move", k);
  for (const k of ["Enter", "2"]) assert.equal(key("two", k), "take", k);
  assert.equal(key("two", "١", "Digit1"), "move");
  assert.equal(key("two", "۲", "Numpad2"), "take");
  for (const k of ["2", "Tab", "a", "Escape", "ArrowDown"]) assert.equal(key("one", k), null, k);
  for (const k of [" ", "Enter", "1", "2"]) assert.equal(key("off", k), null, k);
});
