// node --test tests/staff
// What the board says of its line to the server, without a page and without a server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SILENCE, isSilent, standing } from "../../assets/staff/board.js";

const line = (heard, broken = false, begun = 0) => ({ begun, heard, broken });

test("a board is live while it is heard from, and says when it is not any more", () => {
  assert.equal(standing(line(1000), 1000), "live");
  assert.equal(standing(line(1000), 1000 + SILENCE), "live");
  assert.equal(standing(line(1000), 1001 + SILENCE), "cut");
  // The server stood still for a while: live again with the first word.
  assert.equal(standing(line(90_000), 90_001), "live");
});

test("two beats of ten seconds may be late, and not three", () => {
  assert.ok(SILENCE > 20_000 && SILENCE < 30_000);
  assert.equal(isSilent(line(0), 20_500), false);
  assert.equal(isSilent(line(0), 30_000), true);
});

test("a line that was cut is told at once", () => {
  assert.equal(standing(line(1000, true), 1001), "cut");
});

test("nothing is said before something came, but a server that never answers is told", () => {
  assert.equal(standing(line(null), 10_000), null);
  assert.equal(standing(line(null), SILENCE + 1), "cut");
  assert.equal(standing(line(null, true), 10), "cut");
});
