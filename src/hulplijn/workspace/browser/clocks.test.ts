import assert from "node:assert/strict";
import { test } from "node:test";

import { clockTime, span } from "./clocks";

test("a wait is written in minutes and seconds, and in hours once it is that long", () => {
  assert.equal(span(0), "0:00");
  assert.equal(span(48.9), "0:48");
  assert.equal(span(400), "6:40");
  assert.equal(span(3720), "1:02:00");
  assert.equal(span(-5), "0:00");
});

test("a moment is written in the helpline's zone", () => {
  assert.equal(clockTime("2026-01-15T21:44:00+00:00", "Europe/Amsterdam"), "22:44");
  assert.equal(clockTime("2026-07-15T20:44:00+00:00", "Europe/Amsterdam"), "22:44");
  assert.equal(clockTime("2026-01-15T21:44:00+00:00", "America/Paramaribo"), "18:44");
});
