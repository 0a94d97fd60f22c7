// The browser's half of delivery, without network, clock or page: what is on its way, what is certain,
// what the other side has seen. Both ends of the chat use it. Its twin is `rules/delivery.py`; both pass
// the conversations in tests/chat/examples.

export type From = "visitor" | "staff" | "system";

export interface Message {
  n: number;
  id: string;
  from: From;
  name: string;
  text: string;
  event: string;
  at: string;
}

export interface Outgoing {
  id: string;
  text: string;
  state: "sending" | "sent" | "refused";
  n: number;
  at: string;
}

export type Frame = Record<string, unknown> & { t: string };

/** What came of a frame: messages to show, and what to say now. */
export interface Heard {
  fresh: Message[];
  out: Frame[];
}

export interface Received {
  fresh: Message[];
  gap: boolean;
}

export class Delivery {
  /** The highest number up to which nothing is missing. */
  last: number;
  /** The highest number that the other side has on screen. */
  seenUpTo = 0;
  private readonly outgoing = new Map<string, Outgoing>();

  constructor(last = 0, private readonly newId: () => string = () => crypto.randomUUID()) {
    this.last = last;
  }

  /** Something to send; it stays pending until it is acknowledged or comes back. */
  say(text: string, at = ""): Outgoing {
    const out: Outgoing = { id: this.newId(), text, state: "sending", n: 0, at };
    this.outgoing.set(out.id, out);
    return out;
  }

  /** What to say on a line that has just come up: what we have, then all that is not certain, in its order. */
  opening(): Frame[] {
    return [this.hello(), ...this.pending().map((out) => Delivery.frameOf(out))];
  }

  /** How a message is sent, first and again: the same words under the same id. */
  static frameOf(out: Outgoing): Frame {
    return { t: "say", id: out.id, text: out.text };
  }

  /** Take in what the server tells. */
  hear(frame: Frame): Heard {
    if (frame.t === "ack") this.acked(String(frame.id), Number(frame.n), String(frame.at ?? ""));
    else if (frame.t === "refused") this.refused(String(frame.id));
    else if (frame.t === "state") this.seen(Number(frame.seen ?? 0));
    else if (frame.t === "messages") {
      const { fresh, gap } = this.received(frame.list as Message[]);
      return { fresh, out: gap ? [this.hello()] : [] };
    }
    return { fresh: [], out: [] };
  }

  private hello(): Frame {
    return { t: "hello", last: this.last };
  }

  /** What is not certain yet, oldest first: all of it is sent again after a reconnect. */
  pending(): Outgoing[] {
    return [...this.outgoing.values()].filter((out) => out.state === "sending");
  }

  /** The server has `id` on disk as number `n`. Undefined for one we do not know. */
  acked(id: string, n: number, at: string): Outgoing | undefined {
    const out = this.outgoing.get(id);
    if (out && out.state !== "sent") {
      out.state = "sent";
      out.n = n;
      out.at = at;
    }
    return out;
  }

  /** The server will not take `id`. */
  refused(id: string): Outgoing | undefined {
    const out = this.outgoing.get(id);
    if (out && out.state === "sending") out.state = "refused";
    return out;
  }

  /** Messages from the server, any of them perhaps twice. With a gap, ask again from `last`. */
  received(list: Message[]): Received {
    const fresh: Message[] = [];
    let gap = false;
    for (const message of [...list].sort((a, b) => a.n - b.n)) {
      if (message.n <= this.last) continue;
      if (message.n !== this.last + 1) {
        gap = true;
        break;
      }
      this.last = message.n;
      this.acked(message.id, message.n, message.at);
      fresh.push(message);
    }
    return { fresh, gap };
  }

  /** The other side has seen up to `n`; it never goes back. */
  seen(n: number): boolean {
    if (n <= this.seenUpTo) return false;
    this.seenUpTo = n;
    return true;
  }

  /** Seconds to wait before try number `attempt` (from 0): 0.5, 1, 2, 4, then 8, each up to a quarter longer. */
  static patience(attempt: number, chance: number): number {
    return Math.min(8, 0.5 * 2 ** attempt) * (1 + chance / 4);
  }
}
