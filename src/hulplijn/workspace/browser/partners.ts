// Finding a partner while somebody types: what fits stays, arrows walk through it, Enter goes to its choices.

import { fit } from "./search";

/** Set the search up; it works on whatever part of the case is on screen at that moment. */
export function dressPartners(): void {
  document.addEventListener("input", (event) => {
    if (isSearch(event.target)) search(event.target);
  });
  document.addEventListener("keydown", pressed);
}

/** What is typed still holds after the part has come anew. */
export function searchAgain(): void {
  const input = field();
  if (input?.value.trim()) search(input);
}

/** The field, where the part with the partners has just come on screen. */
export function toPartnerSearch(): void {
  const writes = document.activeElement instanceof HTMLTextAreaElement && document.activeElement.value !== "";
  if (!writes && matchMedia("(pointer: fine)").matches) field()?.focus({ preventScroll: true });
}

/** Of `texts` the places of those that fit what was typed, the best first. Pure. */
export function found(typed: string, texts: string[]): number[] {
  return texts
    .map((text, place) => ({ place, score: typed.trim() ? fit(typed, text) : 1 }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map((one) => one.place);
}

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("#partner-search");
}

function isSearch(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.id === "partner-search";
}

function partners(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#partners .partner")];
}

function search(input: HTMLInputElement): void {
  const all = partners();
  const kept = found(
    input.value,
    all.map((one) => one.dataset.says ?? ""),
  );
  all.forEach((one, place) => (one.hidden = !kept.includes(place)));
  const others = document.querySelector<HTMLDetailsElement>("#partners-else");
  if (others && input.value.trim()) others.open = true;
  const none = document.querySelector<HTMLElement>("#partner-none");
  if (none) none.textContent = kept.length ? "" : (input.dataset.none ?? "");
}

function pressed(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const input = field();
  if (!input) return;
  const shown = partners().filter((one) => one.checkVisibility());
  const here = shown.findIndex((one) => one.contains(event.target as Node));
  if (event.key === "Enter" && isSearch(event.target) && input.value.trim()) {
    event.preventDefault();
    const texts = shown.map((one) => one.dataset.says ?? "");
    enter(shown[found(input.value, texts)[0] ?? 0]);
  } else if (event.key === "ArrowDown" && (isSearch(event.target) || here >= 0)) {
    event.preventDefault();
    enter(shown[Math.min(here + 1, shown.length - 1)]);
  } else if (event.key === "ArrowUp" && here >= 0) {
    event.preventDefault();
    if (here === 0) input.focus();
    else enter(shown[here - 1]);
  }
}

function enter(partner: HTMLElement | undefined): void {
  partner?.querySelector<HTMLElement>(".chip")?.focus();
  partner?.scrollIntoView({ block: "nearest" });
}
