// Pages move under a finger: a line of text comes, the talk scrolls on. A press counts for what it began on.

const PRESSABLE = "a[href], button, summary, label";
/** Moved further, whoever presses has thought better of it. */
const STILL = 10;

let began: { on: HTMLElement; x: number; y: number } | null = null;

function begins(event: PointerEvent): void {
  const on = event.isPrimary && event.button === 0 && (event.target as Element).closest<HTMLElement>(PRESSABLE);
  began = on ? { on, x: event.clientX, y: event.clientY } : null;
}

/** A mouse then clicks on what holds both places, a finger on whatever lies under it by now. */
function ends(event: MouseEvent): void {
  const press = began;
  began = null;
  if (!press || event.detail === 0 || !press.on.isConnected || press.on.contains(event.target as Node)) return;
  if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > STILL) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  press.on.focus({ preventScroll: true });
  press.on.click();
}

addEventListener("pointerdown", begins, true);
addEventListener("pointercancel", () => (began = null), true);
addEventListener("click", ends, true);

export {};
