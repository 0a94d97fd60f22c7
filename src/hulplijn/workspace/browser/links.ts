// Addresses in what somebody said: from each a removal request can begin.

const LINK = /https?:\/\/\S+|www\.\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S+/i;

/** Whether a message names an address. */
export function namesLink(text: string): boolean {
  return LINK.test(text);
}

/** The addresses that a message names. */
export function linksIn(text: string): string[] {
  const found = text.match(new RegExp(LINK.source, "gi")) ?? [];
  return [...new Set(found.map((one) => one.replace(/[.,;:!?)\]}'"’”]+$/, "")))];
}
