// @ts-check
// When a tablet is taken to be left alone, with a clock that the test turns.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Idle, WARNING } from "../../assets/child/idle.js";

test("it warns 20 seconds before, and one tap extends", () => {
  let now = 5_000;
  const idle = new Idle({ limit: 180_000, now: () => now });
  now += 159_999;
  assert.equal(idle.look(false), "nothing");
  now += 1;
  assert.equal(idle.look(false), "warn");
  idle.touch();
  now += 179_999 - WARNING;
  assert.equal(idle.look(false), "nothing");
  now += WARNING;
  assert.equal(idle.look(false), "warn");
  now += 1;
  assert.equal(idle.look(false), "over");
});

test("never during a break, and after it from the beginning", () => {
  let now = 0;
  const idle = new Idle({ limit: 60_000, now: () => now });
  for (let i = 0; i < 100; i++) {
    now += 60_000;
    assert.equal(idle.look(true), "nothing");
  }
  now += 30_000;
  assert.equal(idle.look(false), "nothing");
  now += 39_999;
  assert.equal(idle.look(false), "nothing");
  now += 1;
  assert.equal(idle.look(false), "warn");
});

test("it can be off", () => {
  let now = 0;
  const idle = new Idle({ limit: 0, now: () => now });
  now = 1e9;
  assert.equal(idle.look(false), "nothing");
});
