// Draws messages and their honest states into a list; the same for the visitor and the counsellor.

import type { Delivery, Message, Outgoing } from "./delivery";

export interface Words {
  you: string;
  sending: string;
  waiting: string;
  sent: string;
  seen: string;
  joined: string;
  ended: string;
  left: string;
  left_by_exit: string;
  left_message: string;
  picture_asked: string;
  picture_sent: string;
  words_asked?: string;
  words_yes?: string;
  words_no?: string;
  slip_given?: string;
  to_words_asked?: string;
  to_slip_given?: string;
  look?: string;
  look_slip?: string;
}

export function clockTime(iso: string, zone: string): string {
  const when = iso ? new Date(iso) : new Date();
  return when.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: zone });
}

export class Log {
  private readonly items = new Map<string, HTMLElement>();
  private readonly own: Outgoing[] = [];

  constructor(
    private readonly list: HTMLElement,
    private readonly mine: "visitor" | "staff",
    private readonly words: Words,
    private readonly zone: string,
    private readonly delivery: Delivery,
  ) {}

  /** Show a message that is on its way. */
  outgoing(out: Outgoing): void {
    this.own.push(out);
    this.add(out.id, this.slip("own", this.words.you, out.text));
    this.states(true);
  }

  /** Show messages from the server; one of our own that is shown already only gets its place. */
  show(messages: Message[], connected: boolean): void {
    for (const message of messages) {
      let item = this.items.get(message.id);
      if (message.from === "system") item = this.system(message);
      else if (!item) {
        const own = message.from === this.mine;
        item = this.slip(own ? "own" : "other", own ? this.words.you : message.name, message.text);
        if (own) {
          this.own.push({ id: message.id, text: message.text, state: "sent", n: message.n, at: message.at });
        }
      }
      item.dataset.n = String(message.n);
      this.place(message.id, item, message.n);
    }
    this.own.sort((a, b) => (a.n || Infinity) - (b.n || Infinity));
    this.states(connected);
  }

  /** Write under our messages what is certain: under the last one, and under each that is not sent. */
  states(connected: boolean): void {
    const lastSent = [...this.own].reverse().find((out) => out.state === "sent");
    for (const out of this.own) {
      const line = this.items.get(out.id)?.querySelector<HTMLElement>(".state");
      if (!line || out.state === "refused") continue;
      if (out.state === "sending") this.write(line, "sending", connected ? this.words.sending : this.words.waiting);
      else if (out !== lastSent) this.write(line, "", "");
      else if (out.n <= this.delivery.seenUpTo) this.write(line, "seen", `${this.words.seen} ${this.time(out.at)}`);
      else this.write(line, "sent", `${this.words.sent} ${this.time(out.at)}`);
    }
  }

  /** Say under a message why it was not taken; its text stays. */
  refuse(id: string, sentence: string): void {
    const line = this.items.get(id)?.querySelector<HTMLElement>(".state");
    if (line) this.write(line, "refused", sentence);
  }

  clear(): void {
    this.list.replaceChildren();
    this.items.clear();
    this.own.length = 0;
  }

  private time(iso: string): string {
    return clockTime(iso, this.zone);
  }

  private write(line: HTMLElement, state: string, words: string): void {
    if (line.dataset.state === state && line.textContent === words) return;
    line.dataset.state = state;
    line.textContent = words;
  }

  private slip(side: "own" | "other", who: string, text: string): HTMLElement {
    const item = document.createElement("li");
    item.className = `slip slip-${side}`;
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = `${who}: `;
    const body = document.createElement("p");
    body.className = "slip-text";
    body.dir = "auto";
    body.append(name, text);
    const state = document.createElement("p");
    state.className = "state";
    item.append(body, state);
    return item;
  }

  private system(message: Message): HTMLElement {
    const item = document.createElement("li");
    item.className = "slip-system";
    const words = this.words[message.event as keyof Words] ?? "";
    item.textContent = words.replace("%name%", message.text).replace("%time%", this.time(message.at));
    const to = this.words[`to_${message.event}` as keyof Words];
    if (to) {
      const link = document.createElement("a");
      link.href = to;
      link.textContent = (message.event === "slip_given" ? this.words.look_slip : this.words.look) ?? "";
      item.append(" ", link);
    }
    return item;
  }

  private place(id: string, item: HTMLElement, n: number): void {
    const numbered = [...this.list.children] as HTMLElement[];
    const next = numbered.find((other) => other !== item && (!other.dataset.n || Number(other.dataset.n) > n));
    this.items.set(id, item);
    if (next) this.list.insertBefore(item, next);
    else if (this.list.lastElementChild !== item) this.list.append(item);
  }

  private add(id: string, item: HTMLElement): void {
    this.items.set(id, item);
    this.list.append(item);
  }
}
