import assert from "node:assert/strict";
import { test } from "node:test";
import { found } from "./partners";

const texts = ["Fier hulp bij uitbuiting", "Slachtofferhulp Nederland steun sextortion", "Politie aangifte afpersing sextortion"];

test("a few letters of a name find it, and a problem finds all who help with it", () => {
  assert.deepEqual(found("slacht", texts), [1]);
  assert.deepEqual(found("sextort", texts), [1, 2]);
  assert.deepEqual(found("politie sextortion", texts), [2]);
});

test("nothing typed leaves all in their order, and what stands nowhere finds nobody", () => {
  assert.deepEqual(found(" ", texts), [0, 1, 2]);
  assert.deepEqual(found("loodgieter", texts), []);
});
