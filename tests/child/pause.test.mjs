// node --test tests/child
// The lock of a break, by a clock that the test moves, and once by the real one.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { test } from "node:test";
import { Break, WAIT, WRONG } from "../../assets/child/pause.js";

function setting() {
  let time = 5_000_000, tick = () => {}, ticking = 0, overs = 0;
  const clock = {
    now: () => time,
    every: (ms, work) => {
      assert.equal(ms, 1000);
      tick = work;
      ticking++;
      return () => ticking--;
    },
    later: assert.fail,
  };
  const lock = new Break({ clock, over: () => overs++ });
  return {
    lock, overs: () => overs, ticking: () => ticking,
    /** @param {number} seconds */
    go(seconds) {
      for (let s = 0; s < seconds; s++) {
        time += 1000;
        if (ticking) tick();
      }
    },
    /** The device was so slow that no timer came. */
    sleep: (seconds) => {
      time += seconds * 1000;
    },
  };
}

test("her picture opens it, and then it is forgotten", () => {
  const { lock, ticking, overs } = setting();
  assert.equal(lock.on, false);
  lock.start("glass", 10);
  assert.equal(lock.on, true);
  assert.equal(lock.try("ball"), "wrong");
  assert.equal(lock.try("glass"), "open");
  assert.equal(lock.on, false);
  assert.equal(lock.try("glass"), "over", "it opens nothing afterwards");
  assert.deepEqual([ticking(), overs()], [0, 0]);
});

test("the picture is not to be read from outside", () => {
  const { lock } = setting();
  lock.start("glass", 10);
  assert.doesNotMatch(inspect(lock, { showHidden: true, depth: 9 }) + JSON.stringify(lock) + Reflect.ownKeys(lock).map((k) => lock[k]), /glass/);
});

test("it says how many minutes are left, and none when it is over", () => {
  const { lock, go } = setting();
  assert.equal(lock.left, 0);
  lock.start("glass", 5);
  assert.equal(lock.left, 5);
  go(1);
  assert.equal(lock.left, 5, "the minute that has begun counts");
  go(4 * 60);
  assert.equal(lock.left, 1);
  go(60);
  assert.equal(lock.left, 0);
});

for (const minutes of [2, 5, 10, 20, 60]) {
  test(`after ${minutes} minutes it is over, once`, () => {
    const { lock, go, overs, ticking } = setting();
    lock.start("glass", minutes);
    go(minutes * 60 - 1);
    assert.deepEqual([lock.on, overs()], [true, 0]);
    go(1);
    assert.deepEqual([lock.on, overs(), ticking()], [false, 1, 0]);
    go(7200);
    assert.equal(overs(), 1);
  });
}

test("after its time the right picture does not open it, even if no timer came", () => {
  const { lock, sleep, overs } = setting();
  lock.start("glass", 2);
  sleep(121);
  assert.equal(lock.try("glass"), "over");
  assert.equal(overs(), 1);
  lock.start("ball", 2);
  sleep(121);
  lock.check();
  assert.equal(overs(), 2);
});

test("after three wrong pictures none counts for ten seconds, again and again", () => {
  const { lock, go } = setting();
  lock.start("glass", 60);
  for (let again = 0; again < 3; again++) {
    for (let i = 1; i < WRONG; i++) assert.equal(lock.try("ball"), "wrong");
    assert.equal(lock.try("ball"), "wait");
    assert.equal(lock.try("glass"), "wait", "nor does the right one");
    go(WAIT / 1000 - 1);
    assert.equal(lock.try("glass"), "wait");
    go(1);
  }
  assert.equal(lock.try("glass"), "open");
  lock.start("book", 5);
  assert.equal(lock.try("ball"), "wrong", "the next break counts anew");
});

test("a second break has a picture and a time of its own", () => {
  const { lock, go, overs, ticking } = setting();
  lock.start("glass", 2);
  go(60);
  lock.start("ball", 2);
  assert.equal(ticking(), 1);
  go(90);
  assert.deepEqual([lock.on, overs()], [true, 0]);
  assert.equal(lock.try("glass"), "wrong");
  lock.end();
  go(600);
  assert.equal(overs(), 0, "what was ended does not come to its time");
});

test("setting the device's clock a year on or back changes nothing", async () => {
  const { now } = Date, year = 365 * 86_400_000;
  let overs = 0;
  const lock = new Break({ over: () => overs++ });
  try {
    lock.start("glass", 2 / 60);
    Date.now = () => now() + year;
    await new Promise((go) => setTimeout(go, 1200));
    lock.check();
    assert.deepEqual([lock.on, overs], [true, 0], "not sooner");
    Date.now = () => now() - year;
    await new Promise((go) => setTimeout(go, 2000));
    assert.deepEqual([lock.on, overs], [false, 1], "nor later");
  } finally {
    Date.now = now;
    lock.end();
  }
});
