// Standard answers: chosen in a list, put into the text field, never sent by themselves.

import { toColumn } from "./columns";
import { Picker } from "./picker";
import { levelOf, wordsIn } from "./readability";

const SAYS_NOTHING_BELOW = 5;

/** Every standard answer of this conversation: what it is called and what it says. */
export function standardReplies(): { label: string; text: string; option: HTMLElement }[] {
  gatherFromPlan();
  return [...document.querySelectorAll<HTMLElement>("#standard-replies [role=option]")].map((option) => ({
    label: option.querySelector(".menu-says")?.textContent ?? "",
    text: option.querySelector(".reply-text")?.textContent ?? "",
    option,
  }));
}

/** Put `text` where the caret is. It is a starting point: she reads it and sends it herself. */
export function insert(text: string): void {
  const field = document.querySelector<HTMLTextAreaElement>("#reply-text");
  const choice = document.querySelector<HTMLInputElement>("#kind-reply");
  if (!field) return;
  if (choice) choice.checked = true;
  toColumn("talk");
  field.focus();
  const before = field.value.slice(0, field.selectionStart);
  const gap = before && !/\s$/.test(before) ? " " : "";
  field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, "end");
  field.scrollTop = field.scrollHeight;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Set up the list of the conversation on screen; returns how to open it, where there is one. */
export function dressReplies(): (() => void) | undefined {
  const dialog = document.querySelector<HTMLDialogElement>("#standard-replies");
  const field = document.querySelector<HTMLTextAreaElement>("#reply-text");
  if (!dialog || !field) return undefined;
  const picker = new Picker(dialog, (option) => insert(option.querySelector(".reply-text")?.textContent ?? ""));
  const open = () => {
    gatherFromPlan();
    picker.open();
  };
  const button = document.querySelector<HTMLElement>("#open-replies");
  if (button) button.hidden = false;
  button?.addEventListener("click", open);
  field.addEventListener("input", () => showLevel(field));
  showLevel(field);
  return open;
}

/** Whether a press of its key in the empty text field asks for the list. Only a sign does; a letter is typed. */
export function asksForReplies(event: KeyboardEvent, key: string): boolean {
  const field = event.target as HTMLElement;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  return plain && event.key === key && !/[\p{L}\p{N}]/u.test(key) && field.id === "reply-text" && (field as HTMLTextAreaElement).value === "";
}

/** The answers of the running step plan, which may have begun after the page was made. */
function gatherFromPlan(): void {
  const group = document.querySelector<HTMLElement>("#standard-replies [data-group=plan]");
  const shape = document.querySelector<HTMLTemplateElement>("#reply-option");
  if (!group || !shape) return;
  const replies = [...document.querySelectorAll<HTMLElement>("#zaak .replies li")];
  if (replies.length === 0) return;
  group.querySelectorAll("[role=option]").forEach((old) => old.remove());
  replies.forEach((reply, index) => {
    const option = (shape.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
    option.id = `reply-plan-${index}`;
    const says = option.querySelector(".menu-says");
    const text = option.querySelector(".reply-text");
    if (says) says.textContent = reply.querySelector(".insert")?.textContent ?? "";
    if (text) text.textContent = reply.querySelector("[data-reply]")?.textContent ?? "";
    const place = document.querySelector<HTMLElement>("#reply-level");
    const level = option.querySelector(".reply-level");
    if (level) level.textContent = (place?.dataset[levelOf(text?.textContent ?? "")] ?? "").toLowerCase().split(":")[0];
    group.append(option);
  });
}

function showLevel(field: HTMLTextAreaElement): void {
  const place = document.querySelector<HTMLElement>("#reply-level");
  if (!place) return;
  const level = wordsIn(field.value) < SAYS_NOTHING_BELOW ? undefined : levelOf(field.value);
  place.textContent = level ? (place.dataset[level] ?? "") : "";
  place.classList.toggle("your-turn", level === "hard");
}
