import assert from "node:assert/strict";
import { test } from "node:test";

import { call, type Call } from "./notices";

const WORDS: Record<string, string> = {
  waiting: "Er wacht een chat",
  answered: "Iemand heeft geantwoord",
  offer: "Er is een chat voor jou",
  handover: "Iemand wil een gesprek aan je overdragen",
  danger: "Iemand heeft hulp nodig",
};

test("a notification says one of the fixed words and nothing that stands on the page", () => {
  const said: [string, string][] = [];
  class Told {
    static permission = "granted";
    onclick = null;
    constructor(title: string, more: NotificationOptions) {
      said.push([title, more.body ?? ""]);
    }
    close() {}
  }
  const page = {
    hidden: true,
    title: "Bram",
    querySelector: (what: string) =>
      what === "#notices" ? { dataset: { ...WORDS, notify: "yes" } } : { textContent: "Bram", innerText: "Bram" },
  };
  Object.assign(globalThis, { document: page, window: { Notification: Told }, Notification: Told });
  for (const what of Object.keys(WORDS)) call(what as Call);
  assert.deepEqual(said, Object.values(WORDS).map((words) => [words, ""]));
});
