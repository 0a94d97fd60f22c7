// What was said, as slips in their order, each with how far it got.

import type { Message } from "../../channels/chat/browser/delivery";
import { clockTime } from "./clocks";
import { namesLink } from "./links";
import { placeOf } from "./order";
import { fill, find, need } from "./within";

export class Slips {
  private readonly stream: HTMLElement;
  private readonly byId = new Map<string, HTMLElement>();

  /** `onItsWay` are the ids of what she said and the server may not have. */
  constructor(private readonly root: HTMLElement, private readonly onItsWay: () => string[]) {
    this.stream = need(root, "#stream");
  }

  /** The slips that came with the page, each with its number. */
  there(): { id: string; n: number }[] {
    const there = [...this.stream.querySelectorAll<HTMLElement>("[data-n]")];
    for (const item of there) if (item.dataset.id) this.byId.set(item.dataset.id, item);
    return there.map((item) => ({ id: item.dataset.id ?? "", n: Number(item.dataset.n) }));
  }

  /** Show what is on its way. */
  send(id: string, text: string): void {
    this.add(id, this.slip("own", text), 0);
    this.write(id, "sending");
  }

  /** Show what the server brought; `by` is whose words these are. */
  show(message: Message, by: "visitor" | "own" | "colleague" | "system"): void {
    find(this.root, "#nothing-yet")?.remove();
    const known = this.byId.get(message.id);
    if (known) {
      known.dataset.n = String(message.n);
      this.place(known, message.n);
      this.write(message.id, "sent", message.at);
    } else if (by === "system") this.add(message.id, this.line(message), message.n);
    else {
      const item = this.slip(by, message.text);
      fill(item, "[data-name]", `${message.name}: `);
      fill(item, "time", clockTime(message.at));
      this.add(message.id, item, message.n);
      if (by !== "visitor") this.write(message.id, "sent", message.at);
    }
  }

  /** The server has what was said. */
  acknowledged(id: string, n: number, at: string, isSeen: boolean): void {
    const item = this.byId.get(id);
    if (!item) return;
    item.dataset.n = String(n);
    this.write(id, isSeen ? "seen" : "sent", at);
  }

  refused(id: string): void {
    this.write(id, "refused");
  }

  /** The visitor has seen all up to a number. */
  seen(n: number): void {
    this.stream.querySelectorAll<HTMLElement>(".said.own, .said.colleague").forEach((item) => {
      const number = Number(item.dataset.n ?? 0);
      const place = find(item, ".slip-state");
      if (!number || number > n || !place || place.querySelector(".dots.two")) return;
      const time = place.querySelector("time")?.textContent ?? "";
      place.replaceChildren(this.state("seen"));
      fill(place, "time", time);
    });
  }

  private write(id: string, state: "sending" | "sent" | "seen" | "refused", at = ""): void {
    const place = this.byId.get(id)?.querySelector<HTMLElement>(".slip-state");
    if (!place) return;
    if (at) place.dataset.at = at;
    place.replaceChildren(this.state(state));
    fill(place, "time", place.dataset.at ? clockTime(place.dataset.at) : "");
  }

  private state(name: string): Node {
    return need<HTMLTemplateElement>(this.root, `#state-${name}`).content.cloneNode(true);
  }

  /** A line of the system: somebody came, it ended, a picture is there. */
  private line(message: Message): HTMLElement {
    const line = this.shape(`shape-${message.event}`, "shape-other");
    fill(line, "[data-name]", message.text || message.name);
    fill(line, "time", clockTime(message.at));
    for (const link of line.querySelectorAll<HTMLAnchorElement>("[data-picture]")) {
      link.href = `${link.dataset.picture}${encodeURIComponent(message.text)}/`;
    }
    return line;
  }

  private slip(kind: "visitor" | "own" | "colleague", text: string): HTMLElement {
    const item = this.shape(`shape-${kind}`);
    fill(item, "[data-text]", text);
    const removal = find(item, ".to-removal");
    if (removal) removal.hidden = !namesLink(text);
    return item;
  }

  private shape(id: string, otherwise = ""): HTMLElement {
    const template = find<HTMLTemplateElement>(this.root, `#${id}`) ?? need<HTMLTemplateElement>(this.root, `#${otherwise}`);
    return (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
  }

  private add(id: string, item: HTMLElement, n: number): void {
    item.dataset.id = id;
    if (n) item.dataset.n = String(n);
    this.byId.set(id, item);
    if (n) this.place(item, n);
    else this.stream.append(item);
  }

  private place(item: HTMLElement, n: number): void {
    const onItsWay = new Set(this.onItsWay().map((id) => this.byId.get(id)));
    const others = ([...this.stream.children] as HTMLElement[]).filter((other) => other !== item);
    const standing = others.map((other) => ({ n: Number(other.dataset.n ?? 0), isOnItsWay: onItsWay.has(other) }));
    const next = others[placeOf(n, standing)] ?? null;
    const isThere = item.parentElement === this.stream && item.nextElementSibling === next;
    if (!isThere) this.stream.insertBefore(item, next);
  }
}
