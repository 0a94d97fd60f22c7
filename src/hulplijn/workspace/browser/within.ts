// What stands within a part of the page.

export function find<T extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): T | null {
  return within.querySelector<T>(selector);
}

/** The same for what each such part has. */
export function need<T extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): T {
  const found = find<T>(within, selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** Write into a place, where there is one. */
export function fill(within: ParentNode, selector: string, text: string): void {
  const place = find(within, selector);
  if (place && place.textContent !== text) place.textContent = text;
}
