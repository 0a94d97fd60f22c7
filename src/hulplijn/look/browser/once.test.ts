import { test } from "node:test";
import assert from "node:assert/strict";
import { OnItsWay } from "./once";

const [close, team] = [{}, {}];

test("pressed again while it is on its way, a form is not sent a second time", () => {
  const onItsWay = new OnItsWay();
  assert.equal(onItsWay.isAgain(close, "shut", 1_000), false);
  assert.equal(onItsWay.isAgain(close, "shut", 1_200), true);
  assert.equal(onItsWay.isAgain(close, "shut", 10_900), true);
});

test("another form, or the same one with other words, is sent", () => {
  const onItsWay = new OnItsWay();
  onItsWay.isAgain(close, "shut", 1_000);
  assert.equal(onItsWay.isAgain(team, "shut", 1_200), false);
  assert.equal(onItsWay.isAgain(close, "park", 1_200), false);
});

test("an answer that does not come can be asked for again", () => {
  const onItsWay = new OnItsWay();
  onItsWay.isAgain(close, "shut", 1_000);
  assert.equal(onItsWay.isAgain(close, "shut", 11_000), false);
  assert.equal(onItsWay.isAgain(close, "shut", 11_200), true);
});

test("whoever comes back to the page can press again at once", () => {
  const onItsWay = new OnItsWay();
  onItsWay.isAgain(close, "shut", 1_000);
  onItsWay.letGo();
  assert.equal(onItsWay.isAgain(close, "shut", 1_200), false);
});
