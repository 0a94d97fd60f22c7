import assert from "node:assert/strict";
import { test } from "node:test";

import { cut, fit } from "./search";

test("a label fits that begins with what was typed, and better than one that holds it", () => {
  assert.ok(fit("weg", "Weghalen: verzoek maken") > fit("weg", "Wat kan weg"));
  assert.ok(fit("weg", "Wat kan weg") > fit("weg", "Beweging"));
  assert.equal(fit("weg", "Overdragen"), 0);
});

test("every typed word must be there, in any order", () => {
  assert.ok(fit("dicht gaan", "We gaan zo dicht"));
  assert.equal(fit("gaan open", "We gaan zo dicht"), 0);
});

test("accents and capitals do not matter", () => {
  assert.ok(fit("een", "Vertel het Één iemand"));
});

test("signs in what was typed are signs, not a pattern", () => {
  assert.equal(fit("(", "Betaal niet"), 0);
  assert.ok(fit("k7-2", "K7-214"));
  assert.deepEqual(cut("k7-2", "K7-214"), ["", "K7-2", "14"]);
  assert.deepEqual(cut("en/of (", "en/of"), ["", "en/of", ""]);
});

test("with nothing typed everything fits", () => {
  assert.ok(fit(" ", "Betaal niet"));
});

test("what was typed is marked", () => {
  assert.deepEqual(cut("weg", "Wat kan weg en wat niet"), ["Wat kan ", "weg", " en wat niet"]);
  assert.deepEqual(cut("", "Betaal"), ["Betaal"]);
});
