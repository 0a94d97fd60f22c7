import assert from "node:assert/strict";
import { test } from "node:test";

import { Shortcuts } from "./shortcuts";

const KEYS = { take: "a", keys: "?", note: "n", queue: "g q", removal: "g r", reply: "r", menu: "Ctrl+K", notice: "Ctrl+Shift+R" };

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});

test("a single key does its deed outside text fields", () => {
  const keys = new Shortcuts(KEYS);
  assert.equal(keys.deedOf(press("a"), false, 0), "take");
  assert.equal(keys.deedOf(press("A"), false, 0), "take");
  assert.equal(keys.deedOf(press("?", { shiftKey: true }), false, 0), "keys");
});

test("a key that is typed into a text field does nothing else", () => {
  const keys = new Shortcuts(KEYS);
  assert.equal(keys.deedOf(press("a"), true, 0), undefined);
  assert.equal(keys.deedOf(press("g"), true, 0), undefined);
  assert.equal(keys.deedOf(press("q"), false, 1), undefined);
});

test("a key with Ctrl works in a text field as well", () => {
  const keys = new Shortcuts(KEYS);
  assert.equal(keys.deedOf(press("k", { ctrlKey: true }), true, 0), "menu");
  assert.equal(keys.deedOf(press("k", { metaKey: true }), true, 0), "menu");
  assert.equal(keys.deedOf(press("R", { ctrlKey: true, shiftKey: true }), true, 0), "notice");
});

test("other keys with a modifier belong to the browser", () => {
  const keys = new Shortcuts(KEYS);
  assert.equal(keys.deedOf(press("r", { ctrlKey: true }), false, 0), undefined);
  assert.equal(keys.deedOf(press("a", { metaKey: true }), false, 0), undefined);
});

test("Alt with a letter types a character and nothing else", () => {
  const keys = new Shortcuts(KEYS);
  assert.equal(keys.deedOf(press("a", { altKey: true }), false, 0), undefined);
  assert.equal(keys.deedOf(press("k", { altKey: true, ctrlKey: true }), true, 0), undefined);
});

test("a key held down takes one chat, not ten", () => {
  assert.equal(new Shortcuts(KEYS).deedOf(press("a", { repeat: true }), false, 0), undefined);
});

test("two keys after each other are one deed", () => {
  const keys = new Shortcuts(KEYS);
  assert.equal(keys.deedOf(press("g"), false, 0), undefined);
  assert.equal(keys.deedOf(press("q"), false, 500), "queue");
});

test("the second key alone keeps its own deed", () => {
  const keys = new Shortcuts(KEYS);
  keys.deedOf(press("g"), false, 0);
  assert.equal(keys.deedOf(press("r"), false, 100), "removal");
  assert.equal(keys.deedOf(press("r"), false, 200), "reply");
});

test("the first of two keys is forgotten after a while, and after another key", () => {
  const keys = new Shortcuts(KEYS);
  keys.deedOf(press("g"), false, 0);
  assert.equal(keys.deedOf(press("r"), false, 9_000), "reply");
  keys.deedOf(press("g"), false, 10_000);
  assert.equal(keys.deedOf(press("n"), false, 10_100), "note");
  assert.equal(keys.deedOf(press("r"), false, 10_200), "reply");
});

test("a key that is switched off does nothing", () => {
  assert.equal(new Shortcuts({ menu: "Ctrl+K" }).deedOf(press("a"), false, 0), undefined);
});
