// One conversation on the screen: shows what comes in, sends what is written, loses nothing.

import { Delivery, type Message, type Outgoing } from "../../channels/chat/browser/delivery";
import type { Frame, Wire } from "../../channels/chat/browser/wire";
import { clockTime } from "./clocks";
import { placeOf } from "./order";

const TYPING_EVERY = 2_500;
const TYPING_LASTS = 4_000;
const DRAFT_AFTER = 800;

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
  private readonly stream: HTMLElement;
  private readonly frame: HTMLElement;
  private readonly slips = new Map<string, HTMLElement>();
  /** Drafts that the server may not have: how often each was sent over this line without an answer yet. */
  private readonly unkept = new Map<string, number>();
  private readonly listening = new AbortController();
  private isLeft = false;
  private typedAt = 0;
  private typingGone = 0;
  private readonly drafts = new Map<string, number>();

  /** `before` is the same conversation as it was left: what it was still sending goes on here. */
  constructor(private readonly root: HTMLElement, private readonly wire: Wire, private readonly alias: string, before?: Talk) {
    this.conversation = root.dataset.conversation ?? "";
    this.stream = this.need("#stream");
    this.frame = this.need("#stream-frame");
    const there = [...this.stream.querySelectorAll<HTMLElement>("[data-n]")];
    const last = Math.max(0, ...there.map((one) => Number(one.dataset.n)));
    this.delivery = before?.delivery ?? new Delivery(last);
    this.delivery.last = last;
    for (const [kind, sent] of before?.unkept ?? []) this.unkept.set(kind, sent);
    for (const item of there) {
      const id = item.dataset.id;
      if (!id) continue;
      this.slips.set(id, item);
      this.delivery.acked(id, Number(item.dataset.n), "");
    }
    for (const out of this.delivery.pending()) {
      this.add(out.id, this.slip("own", out.text), 0);
      this.write(out.id, "sending");
    }
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
    for (const kind of this.unkept.keys()) this.saveDraft(kind);
    this.tellSeen();
  }

  /** The line is gone, and with it whatever was not answered. */
  down(): void {
    for (const kind of this.unkept.keys()) this.unkept.set(kind, 0);
  }

  /** The page goes away: drafts that no line could take, as frames to be posted. */
  lastWords(): Frame[] {
    this.keepNow();
    return [...this.unkept].filter(([, sent]) => sent === 0).map(([kind]) => this.draft(kind));
  }

  private open(): void {
    this.wire.send({ t: "open", c: this.conversation, last: this.delivery.last, lang: document.documentElement.lang });
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

  private kept(kind: string): void {
    const sent = this.unkept.get(kind) ?? 0;
    if (sent > 1) this.unkept.set(kind, sent - 1);
    else this.unkept.delete(kind);
    if (kind === "reply") this.mark("#draft-state", this.find("#reply")?.dataset.kept ?? "");
  }

  /** Another conversation comes on screen: keep what is typed here, and go on sending what is not certain. */
  leave(): Typed {
    this.keepNow();
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
    return this.drafts.size + this.unkept.size > 0;
  }

  private listen(): void {
    const reply = this.find<HTMLFormElement>("#reply");
    const text = this.find<HTMLTextAreaElement>("#reply-text");
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
      text.addEventListener("input", () => this.typing(text, "reply"));
    }
    const note = this.find<HTMLTextAreaElement>("#note-text");
    note?.addEventListener("input", () => this.keep("note"));
    const until = { signal: this.listening.signal };
    document.addEventListener("visibilitychange", () => this.tellSeen(), until);
  }

  private get enterSends(): boolean {
    return document.querySelector<HTMLElement>("#keys")?.dataset.enter !== "";
  }

  /** Send the drafts that wait for a pause in typing. */
  private keepNow(): void {
    for (const [kind, timer] of this.drafts) {
      clearTimeout(timer);
      this.saveDraft(kind);
    }
    this.drafts.clear();
  }

  /** Keep on the server what stands in a field; without a line, as soon as there is one. */
  private saveDraft(kind: string): void {
    const sent = this.wire.send(this.draft(kind));
    this.unkept.set(kind, (this.unkept.get(kind) ?? 0) + Number(sent));
  }

  private draft(kind: string): Frame {
    return { t: "draft", c: this.conversation, kind, text: this.field(kind)?.value ?? "" };
  }

  private field(kind: string): HTMLTextAreaElement | null {
    return this.find<HTMLTextAreaElement>(`#${kind}-text`);
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
    this.add(out.id, this.slip("own", text), 0);
    this.write(out.id, "sending");
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
    for (const message of fresh) this.show(message);
    if (gap) this.open();
    if (fresh.length === 0) return;
    this.need("#typing").hidden = true;
    if (atEnd) this.toEnd();
    this.tellSeen();
  }

  private show(message: Message): void {
    this.find("#nothing-yet")?.remove();
    const known = this.slips.get(message.id);
    if (known) {
      known.dataset.n = String(message.n);
      this.place(known, message.n);
      this.write(message.id, "sent", message.at);
      return;
    }
    if (message.from === "system") {
      const line = this.shape(`shape-${message.event}`, "shape-other");
      fill(line, "[data-name]", message.text || message.name);
      fill(line, "time", clockTime(message.at));
      for (const link of line.querySelectorAll<HTMLAnchorElement>("[data-picture]")) {
        link.href = `${link.dataset.picture}${encodeURIComponent(message.text)}/`;
      }
      this.add(message.id, line, message.n);
      if (ENDINGS.has(message.event)) this.ended();
      return;
    }
    const kind = message.from === "visitor" ? "visitor" : message.name === this.alias ? "own" : "colleague";
    const item = this.slip(kind, message.text);
    fill(item, "[data-name]", `${message.name}: `);
    fill(item, "time", clockTime(message.at));
    this.add(message.id, item, message.n);
    if (kind !== "visitor") this.write(message.id, "sent", message.at);
  }

  private slip(kind: "visitor" | "own" | "colleague", text: string): HTMLElement {
    const item = this.shape(`shape-${kind}`);
    fill(item, "[data-text]", text);
    const removal = item.querySelector<HTMLElement>(".to-removal");
    if (removal) removal.hidden = !LINK.test(text);
    return item;
  }

  private shape(id: string, otherwise = ""): HTMLElement {
    const found = this.find<HTMLTemplateElement>(`#${id}`);
    const template = found ?? (this.need(`#${otherwise}`) as HTMLTemplateElement);
    return (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
  }

  private add(id: string, item: HTMLElement, n: number): void {
    item.dataset.id = id;
    if (n) item.dataset.n = String(n);
    this.slips.set(id, item);
    if (n) this.place(item, n);
    else this.stream.append(item);
  }

  private place(item: HTMLElement, n: number): void {
    const onItsWay = new Set(this.delivery.pending().map((out) => this.slips.get(out.id)));
    const others = ([...this.stream.children] as HTMLElement[]).filter((other) => other !== item);
    const standing = others.map((other) => ({ n: Number(other.dataset.n ?? 0), isOnItsWay: onItsWay.has(other) }));
    const next = others[placeOf(n, standing)] ?? null;
    const isThere = item.parentElement === this.stream && item.nextElementSibling === next;
    if (!isThere) this.stream.insertBefore(item, next);
  }

  private write(id: string, state: "sending" | "sent" | "seen" | "refused", at = ""): void {
    const place = this.slips.get(id)?.querySelector<HTMLElement>(".slip-state");
    if (!place) return;
    if (at) place.dataset.at = at;
    place.replaceChildren((this.need(`#state-${state}`) as HTMLTemplateElement).content.cloneNode(true));
    fill(place, "time", place.dataset.at ? clockTime(place.dataset.at) : "");
  }

  private acknowledged(id: string, n: number, at: string): void {
    const out = this.delivery.acked(id, n, at);
    const item = this.slips.get(id);
    if (!out || !item) return;
    item.dataset.n = String(n);
    this.write(id, n <= this.delivery.seenUpTo ? "seen" : "sent", at);
  }

  private refused(id: string, say: string): void {
    const out = this.delivery.refused(id);
    if (!out) return;
    this.write(id, "refused");
    const field = this.find<HTMLTextAreaElement>("#reply-text");
    if (!field) return;
    field.value = field.value ? `${out.text}\n${field.value}` : out.text;
    this.complain(say);
    if (this.isLeft) this.saveDraft("reply");
    else field.focus();
  }

  private showSeen(n: number): void {
    if (!this.delivery.seen(n)) return;
    this.stream.querySelectorAll<HTMLElement>(".said.own, .said.colleague").forEach((item) => {
      const number = Number(item.dataset.n ?? 0);
      const place = item.querySelector<HTMLElement>(".slip-state");
      if (!number || number > n || !place || place.querySelector(".dots.two")) return;
      const time = place.querySelector("time")?.textContent ?? "";
      place.replaceChildren((this.need("#state-seen") as HTMLTemplateElement).content.cloneNode(true));
      fill(place, "time", time);
    });
  }

  private showTyping(): void {
    this.need("#typing").hidden = false;
    clearTimeout(this.typingGone);
    this.typingGone = window.setTimeout(() => (this.need("#typing").hidden = true), TYPING_LASTS);
  }

  private showLink(state: "up" | "down" | "over"): void {
    this.root.querySelectorAll<HTMLElement>("[data-link]").forEach((one) => (one.hidden = one.dataset.link !== state));
  }

  /** The conversation is over: nothing can be said any more, but what was typed stays and can become a note. */
  private ended(): void {
    if (this.root.dataset.state === "over") return;
    this.root.dataset.state = "over";
    this.showLink("over");
    this.need("#typing").hidden = true;
    const field = this.find<HTMLTextAreaElement>("#reply-text");
    const note = this.find<HTMLTextAreaElement>("#note-text");
    if (field?.value.trim() && note && !note.value) note.value = field.value;
    const choice = this.find<HTMLInputElement>("#kind-note");
    if (choice) choice.checked = true;
    this.root.classList.add("is-over");
    this.find("#wrap-up")?.classList.remove("second");
  }

  private typing(field: HTMLTextAreaElement, kind: string): void {
    this.complain("");
    if (field.value && Date.now() - this.typedAt > TYPING_EVERY) {
      this.typedAt = Date.now();
      this.wire.send({ t: "typing", c: this.conversation });
    }
    this.keep(kind);
  }

  private keep(kind: string): void {
    clearTimeout(this.drafts.get(kind));
    this.mark("#draft-state", "");
    this.drafts.set(
      kind,
      window.setTimeout(() => {
        this.drafts.delete(kind);
        this.saveDraft(kind);
      }, DRAFT_AFTER),
    );
  }

  /** What was sent is no draft any more. */
  forget(kind: string): void {
    clearTimeout(this.drafts.get(kind));
    this.drafts.delete(kind);
    this.mark("#draft-state", "");
    this.saveDraft(kind);
  }

  private tellSeen(): void {
    if (this.isLeft || document.hidden || this.delivery.last === 0 || this.root.dataset.owner !== "me") return;
    this.wire.send({ t: "seen", c: this.conversation, n: this.delivery.last });
  }

  private find<T extends HTMLElement = HTMLElement>(selector: string): T | null {
    return this.root.querySelector<T>(selector);
  }

  private need(selector: string): HTMLElement {
    const found = this.find(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  }

  private mark(selector: string, text: string): void {
    const place = this.find(selector);
    if (place && place.textContent !== text) place.textContent = text;
  }

  private complain(say: string): void {
    const place = this.find("#reply-complaint");
    if (!place || place.hidden === !say) return;
    this.mark("#reply-says", say);
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

const LINK = /https?:\/\/\S+|www\.\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S+/i;

/** The addresses that a message names. */
export function linksIn(text: string): string[] {
  const found = text.match(new RegExp(LINK.source, "gi")) ?? [];
  return [...new Set(found.map((one) => one.replace(/[.,;:!?)\]}'"’”]+$/, "")))];
}

function fill(within: HTMLElement, selector: string, text: string): void {
  const place = within.querySelector(selector);
  if (place) place.textContent = text;
}
