import assert from "node:assert/strict";
import { test } from "node:test";
import { columnNamed } from "./columns";

const within = (id: string) => (id === "fact-age" ? "zaak" : undefined);

test("an address names a column, or something that lies in one", () => {
  assert.equal(columnNamed("#line", within), "line");
  assert.equal(columnNamed("#fact-age", within), "zaak");
});

test("an address that names nothing of this page opens with the conversation", () => {
  assert.equal(columnNamed("", within), "talk");
  assert.equal(columnNamed("#gone", within), "talk");
});
