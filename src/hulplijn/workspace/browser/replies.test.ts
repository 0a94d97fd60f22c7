import assert from "node:assert/strict";
import { test } from "node:test";

import { insert } from "./replies";

test("a standard answer is put into the text field and sent by her alone", () => {
  const sent: string[] = [];
  const happened: string[] = [];
  const form = { requestSubmit: () => sent.push("requestSubmit"), submit: () => sent.push("submit") };
  const field = {
    form,
    value: "Hoi,",
    selectionStart: 4,
    selectionEnd: 4,
    scrollHeight: 0,
    focus() {},
    closest: () => form,
    setRangeText(text: string, from: number, to: number) {
      this.value = this.value.slice(0, from) + text + this.value.slice(to);
    },
    dispatchEvent: (event: Event) => happened.push(event.type),
  };
  const choice = { checked: false };
  const page = { querySelector: (what: string) => (what === "#reply-text" ? field : what === "#kind-reply" ? choice : null) };
  Object.assign(globalThis, { document: page });
  insert("fijn dat je er bent");
  assert.equal(field.value, "Hoi, fijn dat je er bent");
  assert.deepEqual([choice.checked, happened, sent], [true, ["input"], []]);
});
