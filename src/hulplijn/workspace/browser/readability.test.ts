import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { levelOf, lix } from "./readability";

const examples = JSON.parse(readFileSync("tests/content/readability.json", "utf-8")) as { text: string; lix: number; level: string }[];

for (const { text, lix: number, level } of examples) {
  test(`reading is measured as on the server: ${text.slice(0, 30) || "nothing"}`, () => {
    assert.deepEqual([lix(text), levelOf(text)], [number, level]);
  });
}
