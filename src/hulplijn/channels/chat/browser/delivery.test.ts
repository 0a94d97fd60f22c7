import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Delivery, type Frame, type Message, type Outgoing } from "./delivery";

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

interface Step {
  browser?: "up" | "down" | "says" | "hears";
  id?: string;
  frame?: Frame;
  out?: Frame[];
  fresh?: number[];
  states?: Record<string, string>;
  seen?: number;
}

/** The frames of the examples name only what matters; a list of messages is pairs of id and number. */
function whole(frame: Frame): Frame {
  if (frame.t !== "messages") return frame;
  return { ...frame, list: (frame.list as [string, number][]).map(([id, n]) => message(n, id)) };
}

function short(frame: Frame): Frame {
  const { text: _, ...rest } = frame;
  return rest as Frame;
}

const examples = JSON.parse(readFileSync("tests/chat/examples/deliveries.json", "utf8")) as { name: string; steps: Step[] }[];
for (const example of examples) {
  test(`example: ${example.name}`, () => {
    let next = "";
    const delivery = new Delivery(0, () => next);
    const said = new Map<string, Outgoing>();
    let up = false;
    for (const step of example.steps.filter((one) => one.browser)) {
      let out: Frame[] = [];
      let fresh: number[] = [];
      if (step.browser === "up") {
        up = true;
        out = delivery.opening();
      } else if (step.browser === "down") up = false;
      else if (step.browser === "says") {
        next = step.id!;
        const one = delivery.say(step.id!);
        said.set(one.id, one);
        out = up ? [Delivery.frameOf(one)] : [];
      } else {
        const heard = delivery.hear(whole(step.frame!));
        out = heard.out;
        fresh = heard.fresh.map((one) => one.n);
      }
      const where = JSON.stringify(step);
      if (step.out) assert.deepEqual(out.map(short), step.out, where);
      if (step.fresh) assert.deepEqual(fresh, step.fresh, where);
      for (const [id, state] of Object.entries(step.states ?? {})) assert.equal(said.get(id)?.state, state, where);
      if (step.seen !== undefined) assert.equal(delivery.seenUpTo, step.seen, where);
    }
  });
}
