// What the keys and the command menu do: they press what is on the page, so nothing can be done that isn't there.

import { isInAnother, toColumn, toColumnOf } from "./columns";

export interface Hands {
  /** Open the command menu, the list of keys, the standard answers. */
  menu(): boolean;
  keys(): boolean;
  standard(): boolean;
  /** Go to another of her own conversations: the next, the one before, or who waits for her longest. */
  walk(by: 1 | -1 | 0): boolean;
  /** Five minutes off the queue. */
  rest(): boolean;
  /** Begin a removal request from the newest message that names an address, or from the selected one. */
  notice(): boolean;
}

const one = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector);
const TABS: Record<string, string> = {
  "tab-plan": "#tab-plan",
  "tab-facts": "#tab-facts",
  "tab-removal": "#tab-removal",
  "tab-referral": "#tab-referral",
  "tab-story": "#tab-story",
  "tab-tasks": "#tab-tasks",
  removal: "#tab-removal",
};
/** Deeds that press one button or link. Rooms that add one say so with `data-deed-button`. */
const PRESSED: Record<string, string> = {
  ...TABS,
  take: "#take-first",
  "wrap-up": "#wrap-up",
  pause: "#pause",
  queue: "a[data-place=now]",
  cases: "a[data-place=cases]",
  tasks: "a[data-place=tasks]",
};

/** The button behind a deed, where it can be pressed now. */
export function buttonOf(deed: string): HTMLElement | null {
  const named = [...document.querySelectorAll<HTMLElement>(`[data-deed-button="${deed}"]`)].find(isThere);
  const known = PRESSED[deed] ? one(PRESSED[deed]) : null;
  return named ?? (known && isThere(known) ? known : null);
}

/** Whether `deed` can be done now: the menu shows those. */
export function isPossible(deed: string): boolean {
  if (deed === "reply" || deed === "standard") return Boolean(one("#reply-text"));
  if (deed === "note") return Boolean(one("#note-text"));
  if (deed === "rest") return Boolean(one("#pause"));
  if (deed === "notice") return Boolean(one("#tab-removal"));
  if (deed === "next" || deed === "previous" || deed === "mine") return Boolean(one(".queue-link"));
  return deed === "keys" || deed === "menu" || Boolean(buttonOf(deed));
}

/** Do it; false where it can't be done now, so that the key stays the browser's. */
export function act(deed: string, hands: Hands): boolean {
  switch (deed) {
    case "reply":
    case "note":
      return choose(deed);
    case "next":
      return hands.walk(1);
    case "previous":
      return hands.walk(-1);
    case "mine":
      return hands.walk(0);
    case "menu":
      return hands.menu();
    case "keys":
      return hands.keys();
    case "standard":
      return hands.standard();
    case "rest":
      return hands.rest();
    case "notice":
      return hands.notice();
    default: {
      const button = buttonOf(deed);
      if (button) toColumnOf(button);
      button?.click();
      if (button?.tagName === "SUMMARY") intoPanel(button);
      return Boolean(button);
    }
  }
}

/** Answer or note: the other keeps what was typed in it. */
export function choose(kind: "reply" | "note"): boolean {
  const choice = one<HTMLInputElement>(`#kind-${kind}`);
  if (choice) choice.checked = true;
  const field = one<HTMLTextAreaElement>(`#${kind}-text`);
  if (field && document.activeElement !== field) {
    toColumn("talk");
    field.focus();
    // After a page load the caret stands before what is there already.
    field.setSelectionRange(field.value.length, field.value.length);
  }
  return Boolean(field);
}

/** A panel that a key opened: what is typed next belongs in it. */
function intoPanel(summary: HTMLElement): void {
  const panel = summary.closest("details");
  if (panel?.open) panel.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea, button")?.focus();
}

function isThere(element: HTMLElement): boolean {
  if (!element.isConnected || element.closest("[hidden]")) return false;
  return element.getClientRects().length > 0 || isInAnother(element);
}
