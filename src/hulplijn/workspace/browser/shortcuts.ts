// Which key does what. Pure: the keys are somebody's own and come with the page, a press and its moment go in.

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  repeat: boolean;
}

/** How long the first of two keys waits for the second, in milliseconds. */
const SECOND_WITHIN = 2_000;

export class Shortcuts {
  private readonly deeds = new Map<string, string>();
  private first = "";
  private firstAt = 0;

  /** `keys` holds the key of each deed: "a", "g q", "Ctrl+Shift+R". */
  constructor(keys: Readonly<Record<string, string>>) {
    for (const [deed, key] of Object.entries(keys)) this.deeds.set(key, deed);
  }

  /** What a press at `at` means; nothing while somebody types, unless with Ctrl, or when held down. */
  deedOf(pressed: Pressed, typing: boolean, at: number): string | undefined {
    // AltGr is Ctrl and Alt together on some systems: it types a character.
    if (pressed.altKey || pressed.isComposing || pressed.repeat || pressed.key.length !== 1) return undefined;
    if (pressed.ctrlKey || pressed.metaKey) {
      return this.deeds.get(`Ctrl+${pressed.shiftKey ? "Shift+" : ""}${pressed.key.toUpperCase()}`);
    }
    if (typing) return undefined;
    const key = pressed.key.toLowerCase();
    const before = at - this.firstAt <= SECOND_WITHIN ? this.first : "";
    this.first = "";
    const both = before && this.deeds.get(`${before} ${key}`);
    if (both) return both;
    if ([...this.deeds.keys()].some((one) => one.startsWith(`${key} `))) {
      this.first = key;
      this.firstAt = at;
      return undefined;
    }
    return this.deeds.get(key);
  }
}
