import assert from "node:assert/strict";
import { test } from "node:test";

import { oneByOne, surely } from "./surely";

const soon = (): Promise<void> => Promise.resolve();

test("what is pressed is sent until it has arrived", async () => {
  const answers = [null, 503, 204];
  const ask = async (): Promise<{ ok: boolean; status: number }> => {
    const status = answers.shift();
    if (!status) throw new TypeError("no connection");
    return { ok: status < 300, status };
  };
  assert.deepEqual(await surely(ask, undefined, soon), { ok: true, status: 204 });
  assert.deepEqual(answers, []);
});

test("an answer that says no is an answer", async () => {
  let asked = 0;
  const refused = async (): Promise<{ ok: boolean; status: number }> => ({ ok: false, status: 400 + asked++ });
  assert.equal((await surely(refused, undefined, soon))?.status, 400);
});

test("what nobody wants any more is asked for no longer", async () => {
  let tries = 0;
  const ask = async (): Promise<never> => {
    tries += 1;
    throw new TypeError("no connection");
  };
  assert.equal(await surely(ask, () => tries < 2, soon), null);
  assert.equal(tries, 2);
});

test("of what changes while it is on its way the newest arrives last", async () => {
  let now = "";
  const sent: string[] = [];
  const arrive: (() => void)[] = [];
  const keep = oneByOne(() => {
    sent.push(now);
    return new Promise<void>((done) => void arrive.push(done));
  });
  now = "a";
  const done = keep();
  for (now of ["a b", "a b c"]) void keep();
  assert.deepEqual(sent, ["a"]);
  arrive[0]();
  await soon();
  await soon();
  assert.deepEqual(sent, ["a", "a b c"]);
  arrive[1]();
  await done;
  assert.equal(arrive.length, 2);
});
