// Which key does what, outside text fields. Pure, so that keys can become somebody's own later.

export type Deed = "take" | "reply" | "note" | "next" | "previous" | "wrap-up" | "pause" | "keys" | `tab-${1 | 2 | 3 | 4 | 5}`;

export const KEYS: Readonly<Record<string, Deed>> = {
  a: "take",
  r: "reply",
  n: "note",
  j: "next",
  k: "previous",
  e: "wrap-up",
  p: "pause",
  "?": "keys",
  "1": "tab-1",
  "2": "tab-2",
  "3": "tab-3",
  "4": "tab-4",
  "5": "tab-5",
};

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  repeat: boolean;
}

/** What a key press means; nothing while somebody types, with a modifier, or when held down. */
export function deedOf(pressed: Pressed, typing: boolean): Deed | undefined {
  if (typing || pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.isComposing || pressed.repeat) return undefined;
  return KEYS[pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key];
}
