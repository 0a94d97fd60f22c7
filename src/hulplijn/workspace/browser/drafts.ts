// What is typed in a conversation and not sent yet: kept on the server after each pause in typing.

import type { Frame, Wire } from "../../channels/chat/browser/wire";

const DRAFT_AFTER = 800;

export class Drafts {
  /** Those that the server may not have: how often each was sent over this line without an answer yet. */
  private readonly unkept = new Map<string, number>();
  /** Those that wait for a pause in typing, each with its timer. */
  private readonly timers = new Map<string, number>();

  /** `text` is what stands in the field of a kind. `before` are those of the same conversation as it was left. */
  constructor(
    private readonly wire: Wire,
    private readonly conversation: string,
    private readonly text: (kind: string) => string,
    before?: Drafts,
  ) {
    for (const [kind, sent] of before?.unkept ?? []) this.unkept.set(kind, sent);
  }

  /** Whether one waits for a pause in typing, or for a line. */
  get isUnkept(): boolean {
    return this.timers.size + this.unkept.size > 0;
  }

  /** Something was typed: keep it once she pauses. */
  keep(kind: string): void {
    this.stop(kind);
    const timer = window.setTimeout(() => {
      this.timers.delete(kind);
      this.save(kind);
    }, DRAFT_AFTER);
    this.timers.set(kind, timer);
  }

  /** Send those that wait for a pause in typing. */
  keepNow(): void {
    for (const kind of [...this.timers.keys()]) this.forget(kind);
  }

  /** What stands in the field goes to the server at once: what was sent is no draft any more. */
  forget(kind: string): void {
    this.stop(kind);
    this.save(kind);
  }

  /** Keep on the server what stands in a field; without a line, as soon as there is one. */
  save(kind: string): void {
    const sent = this.wire.send(this.frame(kind));
    this.unkept.set(kind, (this.unkept.get(kind) ?? 0) + Number(sent));
  }

  /** The server has one. */
  kept(kind: string): void {
    const sent = this.unkept.get(kind) ?? 0;
    if (sent > 1) this.unkept.set(kind, sent - 1);
    else this.unkept.delete(kind);
  }

  /** The line is there (again). */
  up(): void {
    for (const kind of this.unkept.keys()) this.save(kind);
  }

  /** The line is gone, and with it whatever was not answered. */
  down(): void {
    for (const kind of this.unkept.keys()) this.unkept.set(kind, 0);
  }

  /** The page goes away: those that no line could take, as frames to be posted. */
  lastWords(): Frame[] {
    this.keepNow();
    return [...this.unkept].filter(([, sent]) => sent === 0).map(([kind]) => this.frame(kind));
  }

  private stop(kind: string): void {
    clearTimeout(this.timers.get(kind));
    this.timers.delete(kind);
  }

  private frame(kind: string): Frame {
    return { t: "draft", c: this.conversation, kind, text: this.text(kind) };
  }
}
