// One conversation on the screen: shows what comes in, sends what is written, loses nothing.

import { Delivery, type Message, type Outgoing } from "../../channels/chat/browser/delivery";
import type { Frame, Wire } from "../../channels/chat/browser/wire";
import { Drafts } from "./drafts";
import { Slips } from "./slips";
import { fill, find, need } from "./within";

const TYPING_EVERY = 2_500;
const TYPING_LASTS = 4_000;

/** The system messages after which nothing can be said any more. */
const ENDINGS = new Set(["ended", "left", "left_by_exit", "lost", "silent", "blocked"]);

/** What stands in the two fields. */
export interface Typed {
  reply: string;
  note: string;
}

export class Talk {
  readonly conversation: string;
  private readonly delivery: Delivery;
  private readonly drafts: Drafts;
  private readonly slips: Slips;
  private readonly frame: HTMLElement;
  private readonly listening = new AbortController();
  private isLeft = false;
  private typedAt = 0;
  private typingGone = 0;

  /** `before` is the same conversation as it was left: what it was still sending goes on here. */
  constructor(private readonly root: HTMLElement, private readonly wire: Wire, private readonly alias: string, before?: Talk) {
    this.conversation = root.dataset.conversation ?? "";
    this.frame = need(root, "#stream-frame");
    this.drafts = new Drafts(wire, this.conversation, (kind) => this.field(kind)?.value ?? "", before?.drafts);
    this.slips = new Slips(root, () => this.delivery.pending().map((out) => out.id));
    const there = this.slips.there();
    const last = Math.max(0, ...there.map((one) => one.n));
    this.delivery = before?.delivery ?? new Delivery(last);
    this.delivery.last = last;
    for (const { id, n } of there) if (id) this.delivery.acked(id, n, "");
    for (const out of this.delivery.pending()) this.slips.send(out.id, out.text);
    this.delivery.seen(Number(root.dataset.seen ?? 0));
    this.listen();
  }

  /** What the address of an event stream says, where there is no WebSocket. */
  asks(): Record<string, string> {
    return { c: this.conversation, last: String(this.delivery.last), lang: document.documentElement.lang };
  }

  /** The line is there (again): ask for what was missed, send what is not certain. */
  up(): void {
    if (!this.isLeft || !this.wire.bringsOne) this.open();
    for (const out of this.delivery.pending()) this.send(out);
    this.drafts.up();
    this.tellSeen();
  }

  /** The line is gone. */
  down(): void {
    this.drafts.down();
  }

  /** The page goes away: drafts that no line could take, as frames to be posted. */
  lastWords(): Frame[] {
    return this.drafts.lastWords();
  }

  hear(frame: Frame): void {
    if (frame.c !== this.conversation) return;
    if (frame.t === "messages") this.came(frame.list as Message[]);
    else if (frame.t === "ack") this.acknowledged(String(frame.id), Number(frame.n), String(frame.at));
    else if (frame.t === "refused") this.refused(String(frame.id), String(frame.say));
    else if (frame.t === "typing") this.showTyping();
    else if (frame.t === "seen") this.showSeen(Number(frame.n));
    else if (frame.t === "link") this.showLink(frame.up ? "up" : "down");
    else if (frame.t === "ended") this.ended();
    else if (frame.t === "kept") this.kept(String(frame.kind));
  }

  /** Another conversation comes on screen: keep what is typed here, and go on sending what is not certain. */
  leave(): Typed {
    this.drafts.keepNow();
    this.listening.abort();
    this.isLeft = true;
    return { reply: this.field("reply")?.value ?? "", note: this.field("note")?.value ?? "" };
  }

  /** Once nothing of hers is on its way any more, hear no more of this conversation. True where that is so. */
  letGo(): boolean {
    if (this.isUncertain || this.isUnkept) return false;
    this.wire.send({ t: "leave", c: this.conversation });
    return true;
  }

  /** She is back: her fields are as she left them. */
  putBack(typed: Typed): void {
    for (const kind of ["reply", "note"] as const) {
      const field = this.field(kind);
      if (field) field.value = typed[kind];
    }
  }

  /** Whether something that was said is not certain yet, so that leaving would lose it. */
  get isUncertain(): boolean {
    return this.delivery.pending().length > 0;
  }

  /** Whether a draft waits for a pause in typing, or for a line. */
  get isUnkept(): boolean {
    return this.drafts.isUnkept;
  }

  /** What was sent is no draft any more. */
  forget(kind: string): void {
    fill(this.root, "#draft-state", "");
    this.drafts.forget(kind);
  }

  private open(): void {
    this.wire.send({ t: "open", c: this.conversation, last: this.delivery.last, lang: document.documentElement.lang });
  }

  private listen(): void {
    const reply = find<HTMLFormElement>(this.root, "#reply");
    const text = this.field("reply");
    if (reply && text) {
      reply.addEventListener("submit", (event) => {
        event.preventDefault();
        this.say(text);
      });
      text.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
        if (!this.enterSends && !event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.say(text);
      });
      text.addEventListener("input", () => this.typing(text));
    }
    this.field("note")?.addEventListener("input", () => this.keep("note"));
    const until = { signal: this.listening.signal };
    document.addEventListener("visibilitychange", () => this.tellSeen(), until);
  }

  private get enterSends(): boolean {
    return document.querySelector<HTMLElement>("#keys")?.dataset.enter !== "";
  }

  private field(kind: string): HTMLTextAreaElement | null {
    return find<HTMLTextAreaElement>(this.root, `#${kind}-text`);
  }

  private say(field: HTMLTextAreaElement): void {
    const text = field.value.trim();
    if (!text) {
      field.focus();
      return;
    }
    const longest = Number(field.form?.dataset.longest ?? 0);
    const length = [...text].length;
    if (longest && length > longest) {
      this.complain((field.form?.dataset.tooLong ?? "").replace("%length%", String(length)));
      field.focus();
      return;
    }
    this.complain("");
    const out = this.delivery.say(text, new Date().toISOString());
    this.slips.send(out.id, text);
    this.send(out);
    field.value = "";
    this.forget("reply");
    this.toEnd();
  }

  private send(out: Outgoing): void {
    this.wire.send({ t: "say", c: this.conversation, id: out.id, text: out.text });
  }

  private came(list: Message[]): void {
    const { fresh, gap } = this.delivery.received(list);
    const atEnd = this.isAtEnd();
    for (const message of fresh) {
      this.slips.show(message, this.authorOf(message));
      if (message.from === "system" && ENDINGS.has(message.event)) this.ended();
    }
    if (gap) this.open();
    if (fresh.length === 0) return;
    need(this.root, "#typing").hidden = true;
    if (atEnd) this.toEnd();
    this.tellSeen();
  }

  private authorOf(message: Message): "visitor" | "own" | "colleague" | "system" {
    if (message.from === "system" || message.from === "visitor") return message.from;
    return message.name === this.alias ? "own" : "colleague";
  }

  private acknowledged(id: string, n: number, at: string): void {
    if (this.delivery.acked(id, n, at)) this.slips.acknowledged(id, n, at, n <= this.delivery.seenUpTo);
  }

  private refused(id: string, say: string): void {
    const out = this.delivery.refused(id);
    if (!out) return;
    this.slips.refused(id);
    const field = this.field("reply");
    if (!field) return;
    field.value = field.value ? `${out.text}\n${field.value}` : out.text;
    this.complain(say);
    if (this.isLeft) this.drafts.save("reply");
    else field.focus();
  }

  private showSeen(n: number): void {
    if (this.delivery.seen(n)) this.slips.seen(n);
  }

  private showTyping(): void {
    const line = need(this.root, "#typing");
    line.hidden = false;
    clearTimeout(this.typingGone);
    this.typingGone = window.setTimeout(() => (line.hidden = true), TYPING_LASTS);
  }

  private showLink(state: "up" | "down" | "over"): void {
    this.root.querySelectorAll<HTMLElement>("[data-link]").forEach((one) => (one.hidden = one.dataset.link !== state));
  }

  /** The conversation is over: nothing can be said any more, but what was typed stays and can become a note. */
  private ended(): void {
    if (this.root.dataset.state === "over") return;
    this.root.dataset.state = "over";
    this.showLink("over");
    need(this.root, "#typing").hidden = true;
    const [field, note] = [this.field("reply"), this.field("note")];
    if (field?.value.trim() && note && !note.value) note.value = field.value;
    const choice = find<HTMLInputElement>(this.root, "#kind-note");
    if (choice) choice.checked = true;
    this.root.classList.add("is-over");
    find(this.root, "#wrap-up")?.classList.remove("second");
  }

  private typing(field: HTMLTextAreaElement): void {
    this.complain("");
    if (field.value && Date.now() - this.typedAt > TYPING_EVERY) {
      this.typedAt = Date.now();
      this.wire.send({ t: "typing", c: this.conversation });
    }
    this.keep("reply");
  }

  private keep(kind: string): void {
    fill(this.root, "#draft-state", "");
    this.drafts.keep(kind);
  }

  private kept(kind: string): void {
    this.drafts.kept(kind);
    if (kind === "reply") fill(this.root, "#draft-state", find(this.root, "#reply")?.dataset.kept ?? "");
  }

  private tellSeen(): void {
    if (this.isLeft || document.hidden || this.delivery.last === 0 || this.root.dataset.owner !== "me") return;
    this.wire.send({ t: "seen", c: this.conversation, n: this.delivery.last });
  }

  private complain(say: string): void {
    const place = find(this.root, "#reply-complaint");
    if (!place || place.hidden === !say) return;
    fill(this.root, "#reply-says", say);
    place.hidden = !say;
    place.closest(".field")?.classList.toggle("wrong", Boolean(say));
  }

  private isAtEnd(): boolean {
    return this.frame.scrollHeight - this.frame.scrollTop - this.frame.clientHeight < 80;
  }

  private toEnd(): void {
    this.frame.scrollTop = this.frame.scrollHeight;
  }
}
