import { test } from "node:test";
import assert from "node:assert/strict";
import { placeOf } from "./order";

const said = (n: number) => ({ n, isOnItsWay: false });
const sending = { n: 0, isOnItsWay: true };
const note = { n: 0, isOnItsWay: false };

test("a new message stands at the end", () => {
  assert.equal(placeOf(3, [said(1), said(2)]), -1);
});

test("what is still on its way stays below what has a number", () => {
  assert.equal(placeOf(3, [said(1), said(2), sending]), 2);
});

test("one of hers that came back stays above the next one, which is still on its way", () => {
  assert.equal(placeOf(2, [said(1), sending]), 1);
});

test("a message that comes after one of hers was acknowledged still goes above it", () => {
  assert.equal(placeOf(2, [said(1), said(3)]), 1);
});

test("a note between the messages keeps its place", () => {
  assert.equal(placeOf(2, [said(1), note]), -1);
  assert.equal(placeOf(2, [said(1), note, said(3)]), 2);
});
