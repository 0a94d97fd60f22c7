import assert from "node:assert/strict";
import { test } from "node:test";

import { Delivery, type Message } from "./delivery";

let count = 0;
const ids = () => `id-${++count}`;
const message = (n: number, id = `other-${n}`): Message => ({ n, id, from: "staff", name: "Sam", text: "hoi", event: "", at: "" });

test("a message stays pending until it is acknowledged", () => {
  const delivery = new Delivery(0, ids);
  const out = delivery.say("hoi");
  assert.deepEqual(delivery.pending(), [out]);
  delivery.acked(out.id, 1, "22:41");
  assert.deepEqual(delivery.pending(), []);
  assert.equal(out.state, "sent");
});

test("a message that comes back by replay counts as acknowledged when the acknowledgement was lost", () => {
  const delivery = new Delivery(0, ids);
  const out = delivery.say("hoi");
  delivery.received([message(1, out.id)]);
  assert.equal(out.state, "sent");
  assert.equal(out.n, 1);
});

test("a message that arrives twice is shown once", () => {
  const delivery = new Delivery(0, ids);
  assert.equal(delivery.received([message(1)]).fresh.length, 1);
  assert.equal(delivery.received([message(1)]).fresh.length, 0);
});

test("messages out of order are put in order, and a gap is asked for again", () => {
  const delivery = new Delivery(0, ids);
  assert.deepEqual(delivery.received([message(2), message(1)]).fresh.map((m) => m.n), [1, 2]);
  const { fresh, gap } = delivery.received([message(5)]);
  assert.deepEqual(fresh, []);
  assert.ok(gap);
  assert.equal(delivery.last, 2);
});

test("what is refused is not sent again, and what the other has seen never goes back", () => {
  const delivery = new Delivery(0, ids);
  const out = delivery.say("te lang");
  delivery.refused(out.id);
  assert.deepEqual(delivery.pending(), []);
  assert.ok(delivery.seen(3));
  assert.ok(!delivery.seen(2));
});

test("random losses, doubles and reconnects lose nothing and double nothing", () => {
  for (let seed = 1; seed <= 200; seed++) {
    let state = seed;
    const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;
    const server: Message[] = [];
    const delivery = new Delivery(0, ids);
    const shown: number[] = [];
    const said: string[] = [];
    for (let step = 0; step < 60; step++) {
      if (chance() < 0.4) said.push(delivery.say(`m${step}`).id);
      if (chance() < 0.2) server.push(message(server.length + 1, `staff-${seed}-${step}`));
      for (const out of delivery.pending()) {
        if (chance() < 0.5) continue; // lost on the way up
        let known = server.find((m) => m.id === out.id);
        if (!known) server.push((known = message(server.length + 1, out.id)));
        if (chance() < 0.5) delivery.acked(out.id, known.n, "");
      }
      if (chance() < 0.6) {
        const from = chance() < 0.3 ? 0 : delivery.last;
        shown.push(...delivery.received(server.slice(from)).fresh.map((m) => m.n));
      }
    }
    for (const out of delivery.pending()) {
      if (!server.some((m) => m.id === out.id)) server.push(message(server.length + 1, out.id));
    }
    shown.push(...delivery.received(server.slice(delivery.last)).fresh.map((m) => m.n));
    assert.deepEqual(shown, server.map((m) => m.n), `seed ${seed}`);
    assert.deepEqual(delivery.pending(), [], `seed ${seed}`);
    for (const id of said) assert.equal(server.filter((m) => m.id === id).length, 1, `seed ${seed}`);
  }
});
