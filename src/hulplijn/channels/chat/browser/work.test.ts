import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { firstBits, work } from "./work";

test("the first bits are those of SHA-256, for every length of one block", () => {
  for (let length = 0; length <= 55; length++) {
    const text = "6930c7d2.0af~xyz-".repeat(4).slice(0, length);
    assert.equal(firstBits(text), createHash("sha256").update(text).digest().readUInt32BE(0));
  }
});

test("the work ends with a proof, in as many slices as it takes", () => {
  let found: string | number = 0;
  while (typeof found === "number") found = work("6930c7d2.0123456789abcdef0123456789abcdef", 8, found, 10);
  assert.match(found, /^6930c7d2\.[0-9a-f]{32}~[0-9a-z]+$/);
  assert.equal(createHash("sha256").update(found).digest()[0], 0);
});
