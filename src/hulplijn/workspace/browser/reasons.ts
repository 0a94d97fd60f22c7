// The long list of reasons by keyboard: opening it goes into it, and walking through it keeps the place though
// each step is saved and the part comes anew.

const LIST = "#fact-reason details";

/** Set it up once; it works on whatever part of the case is on screen. */
export function dressReasons(): void {
  let wasInside = false;
  document.addEventListener(
    "toggle",
    (event) => {
      const list = event.target;
      if (!(list instanceof HTMLDetailsElement) || !list.open || !list.matches(LIST)) return;
      // Of a group in which nothing is chosen, Tab reaches the very first only.
      if (list.querySelector("summary") === document.activeElement) (chosen(list) ?? first(list))?.focus();
    },
    true,
  );
  document.addEventListener("htmx:before:swap", () => {
    wasInside = Boolean(document.activeElement?.closest(LIST) && document.activeElement.matches("input"));
  });
  document.addEventListener("parts-changed", () => {
    const list = document.querySelector<HTMLDetailsElement>(LIST);
    if (!wasInside || !list) return;
    wasInside = false;
    list.open = true;
    chosen(list)?.focus();
  });
}

function chosen(list: HTMLElement): HTMLInputElement | null {
  return list.querySelector<HTMLInputElement>("input:checked");
}

function first(list: HTMLElement): HTMLInputElement | null {
  return list.querySelector<HTMLInputElement>("input");
}
