// The way round where no WebSocket gets through: what comes is read from an event stream, what goes is posted,
// one post after another so that its order holds.

import type { Frame } from "./delivery";
import type { Carrier, Ears, Ways } from "./wire";

const MOST = 32;
const CODES: Record<number, number> = { 401: 4401, 429: 4429, 503: 1013 };

export class Stream implements Carrier {
  isOpen = false;
  private readonly stop = new AbortController();
  private readonly waiting: Frame[] = [];
  private posting = false;
  private over = false;
  private asked = true;
  private readonly askedFor: string | undefined;

  constructor(private readonly ways: Ways, private readonly ears: Ears) {
    this.askedFor = ways.asks().c;
    void this.read().catch(() => this.lost(0));
  }

  send(frame: Frame): void {
    if (frame.t === "hello" || frame.t === "open") return this.ask(frame);
    this.waiting.push(frame);
    void this.post();
  }

  /** What was to be posted still is: the page may be closing because all has been said. */
  close(): void {
    this.over = true;
    this.isOpen = false;
    this.stop.abort();
  }

  /** What the page has, the address of the stream has said. Asked for again, or something else, it takes a new one. */
  private ask(frame: Frame): void {
    const { c } = this.ways.asks();
    if (frame.t === "open" && frame.c !== c) return;
    if (this.asked && this.askedFor === c) this.asked = false;
    else this.lost(0);
  }

  private async read(): Promise<void> {
    const address = `${this.ways.stream}?${new URLSearchParams(this.ways.asks())}`;
    const answer = await fetch(address, { cache: "no-store", signal: this.stop.signal });
    if (!answer.ok || !answer.body) return this.lost(CODES[answer.status] ?? 0);
    const reader = answer.body.getReader();
    const letters = new TextDecoder();
    let text = "";
    this.isOpen = true;
    this.ears.open();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return this.lost(0);
      text += letters.decode(value, { stream: true });
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) this.take(event);
    }
  }

  private take(event: string): void {
    const words = event.split("\n").find((line) => line.startsWith("data: "))?.slice(6);
    if (words === undefined || this.over) return;
    if (event.startsWith("event: close")) this.lost(Number(words));
    else this.ears.frame(JSON.parse(words) as Frame);
  }

  private async post(): Promise<void> {
    if (this.posting) return;
    this.posting = true;
    while (this.waiting.length > 0) {
      const answer = await fetch(this.ways.posts, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(this.waiting.splice(0, MOST)),
        keepalive: true,
      }).catch(() => null);
      const told = (await answer?.json().catch(() => null)) as Frame[] | null | undefined;
      if (!this.over) for (const frame of told ?? []) this.ears.frame(frame);
      if (!answer?.ok) return this.lost(CODES[answer?.status ?? 0] ?? 0);
    }
    this.posting = false;
  }

  private lost(code: number): void {
    this.waiting.length = 0;
    if (this.over) return;
    this.close();
    this.ears.lost(code);
  }
}
