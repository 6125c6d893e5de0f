// @ts-check
// The outbox's queue, with a clock that the test turns.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CAP, Queue, meaning } from "../../assets/child/queue.js";

function made(/** @type {number[]} */ draws = []) {
  const clock = { now: 0 };
  let seed = 7;
  const random = () => draws.shift() ?? (seed = (seed * 16807) % 2147483647) / 2147483647;
  return { clock, queue: new Queue({ now: () => clock.now, random }) };
}

test("only a receipt for these very bytes lets go of them", () => {
  const receipt = { status: 200, receipt: "taken-in", digest: "aa", held: "aa" };
  assert.equal(meaning(receipt), "gone");
  assert.equal(meaning({ ...receipt, receipt: "kept-aside" }), "gone");
  assert.equal(meaning({ ...receipt, digest: "bb" }), "later");
  assert.equal(meaning({ ...receipt, digest: null }), "later");
  assert.equal(meaning({ ...receipt, digest: undefined, held: undefined }), "later");
  assert.equal(meaning({ ...receipt, receipt: "log in" }), "later");
  assert.equal(meaning({ ...receipt, status: 204 }), "later");
  assert.equal(meaning({ status: 401 }), "stop");
  assert.equal(meaning({ status: 401, named: true }), "stop");
  assert.equal(meaning({ status: 401, named: false }), "aside", "that of an event before says nothing of this tablet");
  for (const status of [409, 410, 413, 422]) assert.equal(meaning({ status }), "aside", `${status}`);
  for (const status of [0, 408, 429, 500, 502, 503, 504]) assert.equal(meaning({ status }), "wait", `${status}`);
  for (const status of [302, 400, 403, 404]) assert.equal(meaning({ status }), "later", `${status}`);
});

test("the order is drawn, and each is under way once", () => {
  const { queue } = made();
  const ids = Array.from({ length: 50 }, (_, i) => `${i}`);
  for (const id of ids) queue.add(id);
  const first = queue.next(20), second = queue.next(100);
  assert.equal(first.length, 20);
  assert.deepEqual([...first, ...second].sort(), [...ids].sort());
  assert.notDeepEqual([...first, ...second], ids);
  assert.deepEqual(queue.next(9), []);
});

test("waits double up to the cap, and are never all the same", () => {
  const { clock, queue } = made();
  queue.add("a");
  const waits = [];
  for (let i = 0; i < 12; i++) {
    assert.deepEqual(queue.next(1), ["a"]);
    queue.done("a", "wait");
    assert.deepEqual(queue.next(1), []);
    const due = queue.due() ?? NaN;
    waits.push(due);
    clock.now += due;
  }
  for (const [i, wait] of waits.entries()) {
    const whole = Math.min(CAP, 1000 * 2 ** i);
    assert.ok(wait >= whole / 2 && wait <= whole, `${i}: ${wait}`);
  }
  assert.ok(new Set(waits.slice(7)).size > 3);
});

test("many that fail together are one wait, and one that is odd holds up no other", () => {
  const { clock, queue } = made();
  for (const id of ["a", "b", "c", "d", "e", "f"]) queue.add(id);
  for (const id of queue.next(6)) queue.done(id, "wait");
  assert.ok((queue.due() ?? NaN) <= 1000);
  clock.now += 1000;
  const [odd, ...rest] = queue.next(6);
  queue.done(odd, "later");
  for (const id of rest) queue.done(id, "gone");
  assert.equal(queue.size, 1);
  queue.add("g");
  assert.deepEqual(queue.next(6), ["g"]);
});

test("401 stops and loses nothing; a new credential goes on", () => {
  const { queue } = made();
  for (const id of ["a", "b"]) queue.add(id);
  const [first] = queue.next(1);
  queue.done(first, "stop");
  assert.ok(queue.stopped);
  queue.hurry();
  assert.deepEqual([queue.next(9), queue.due(), queue.size], [[], null, 2]);
  queue.resume();
  assert.equal(queue.next(9).length, 2);
});

test("an event that is over for good stops nothing, and its letters stay for the file", () => {
  const { queue } = made();
  for (const id of ["old", "new"]) queue.add(id);
  for (const id of queue.next(2)) queue.done(id, id === "old" ? meaning({ status: 410 }) : "gone");
  queue.add("next");
  assert.deepEqual([queue.stopped, queue.next(9), queue.size], [false, ["next"], 2]);
});

test("what is set aside stays, and is not sent again", () => {
  const { queue } = made();
  queue.add("a");
  queue.done(queue.next(1)[0], "aside");
  queue.add("b", true);
  queue.hurry();
  assert.deepEqual([queue.next(9), queue.due(), queue.size], [[], null, 2]);
});

test("a network that is back ends the wait; a clock set back does not drop anything", () => {
  const { clock, queue } = made();
  queue.add("a");
  clock.now = 1e12;
  queue.done(queue.next(1)[0], "wait");
  queue.hurry();
  assert.equal(queue.due(), 0);
  clock.now = 0;
  assert.deepEqual(queue.next(1), ["a"]);
});

test("whatever happens in whatever order, nothing is dropped but by a receipt", () => {
  const outcomes = /** @type {const} */ (["gone", "stop", "aside", "later", "wait"]);
  const { clock, queue } = made();
  let held = 0, seed = 3;
  const draw = (/** @type {number} */ n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let i = 0; i < 5000; i++) {
    if (draw(3) === 0) {
      queue.add(`${i}`);
      held++;
    }
    for (const id of queue.next(draw(4))) {
      const outcome = outcomes[draw(5)];
      if (outcome === "gone") held--;
      queue.done(id, outcome);
    }
    clock.now += draw(90_000);
    if (queue.stopped) queue.resume();
    assert.equal(queue.size, held);
  }
  assert.ok(held > 10);
});
