import assert from "node:assert/strict";
import { test } from "node:test";

import { deedOf } from "./shortcuts";

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});

test("a single key does its deed outside text fields", () => {
  assert.equal(deedOf(press("a"), false), "take");
  assert.equal(deedOf(press("A"), false), "take");
  assert.equal(deedOf(press("?"), false), "keys");
});

test("a key that is typed into a text field does nothing else", () => {
  assert.equal(deedOf(press("a"), true), undefined);
});

test("keys with a modifier belong to the browser", () => {
  assert.equal(deedOf(press("r", { ctrlKey: true }), false), undefined);
  assert.equal(deedOf(press("e", { metaKey: true }), false), undefined);
});

test("a key held down takes one chat, not ten", () => {
  assert.equal(deedOf(press("a", { repeat: true }), false), undefined);
});
