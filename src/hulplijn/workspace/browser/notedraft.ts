// A note beside a contact without a conversation: there is no line for it, so what is typed is posted after a pause.

import { token } from "./fragments";

const AFTER = 800;

export class NoteDraft {
  private timer = 0;

  constructor(private readonly form: HTMLFormElement, private readonly field: HTMLTextAreaElement) {
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.say("");
      this.timer = window.setTimeout(() => void this.save(), AFTER);
    });
    addEventListener("pagehide", () => this.keepNow());
  }

  /** What waits for a pause in typing is kept now: the page goes away. */
  keepNow(): void {
    if (this.timer) void this.save();
  }

  /** It was kept as a note, and is no draft any more; what was typed since is. */
  forget(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.say("");
    if (this.field.value) void this.save();
  }

  private async save(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = 0;
    const body = new URLSearchParams({ text: this.field.value });
    const headers = { "X-CSRFToken": token(), "X-Fragment": "yes" };
    const kept = await fetch(this.form.dataset.draft ?? "", { method: "POST", body, headers, keepalive: true }).catch(() => undefined);
    if (kept?.ok && !this.timer) this.say(this.form.dataset.kept ?? "");
  }

  private say(text: string): void {
    const place = this.form.querySelector("#note-draft-state");
    if (place) place.textContent = text;
  }
}
