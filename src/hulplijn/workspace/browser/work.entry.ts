// The counsellor's screen: the live line, the queue, one conversation, keys.

import { type Frame, NO_HOLD, Wire } from "../../channels/chat/browser/wire";
import { setMoment, tick } from "./clocks";
import { freshen, load, refreshLine, watch } from "./fragments";
import { type Deed, deedOf } from "./shortcuts";
import { linksIn, Talk } from "./talk";
import { allowTone, tone } from "./tone";

const one = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector);
const LOST_AFTER = 3_000;

function start(): void {
  const work = one(".work");
  if (!work) return;
  setMoment(work.dataset.now ?? "");
  tick();
  setInterval(tick, 1000);
  watch(showOver, (failed) => show("#not-done", failed));
  allowTone();
  live();
  pressKeys();
  naming();
  forms();
  partsChanged();
  document.addEventListener("parts-changed", partsChanged);
  toEnd();
  // The typeface comes later and makes the lines of other lengths.
  void document.fonts.ready.then(toEnd);
}

function toEnd(): void {
  const frame = one("#stream-frame");
  if (!frame) return;
  frame.scrollTop = frame.scrollHeight;
  // On a phone the page itself scrolls, and the conversation is what it opens with.
  if (getComputedStyle(frame).overflowY === "visible" && !location.hash) scrollTo(0, document.body.scrollHeight);
}

let talk: Talk | undefined;

function live(): void {
  let lost = 0;
  const wire = new Wire("/ws/werk", {
    up() {
      clearTimeout(lost);
      show("#line-lost", false);
      showOver(false);
      talk?.up();
      refreshLine();
    },
    down(code) {
      if (code === NO_HOLD) showOver(true);
      else lost ||= window.setTimeout(() => show("#line-lost", true), LOST_AFTER);
    },
    frame(frame: Frame) {
      if (frame.t === "queue") refreshLine();
      else if (frame.t === "over") showOver(true);
      else talk?.hear(frame);
      if (frame.t === "messages") refreshLine();
    },
  });
  const root = one("#talk[data-conversation]");
  if (root) talk = new Talk(root, wire, root.dataset.alias ?? "");
  wire.connect();
  addEventListener("beforeunload", (event) => {
    if (talk?.isUncertain) event.preventDefault();
  });
}

function show(selector: string, visible: boolean): void {
  const place = one(selector);
  if (place) place.hidden = !visible;
}

function showOver(over: boolean): void {
  show("#session-over", over);
  if (over) show("#line-lost", false);
}

let waiting = Number(one("#line")?.dataset.waiting ?? 0);

let part = one("#zaak")?.dataset.part;

/** After a part of the page was replaced. */
function partsChanged(): void {
  tick();
  const panel = one("#zaak");
  if (panel && panel.dataset.part !== part) {
    part = panel.dataset.part;
    // The panel itself stays, and would keep the place of the part that was read before.
    panel.querySelector(".case-panel")?.scrollTo(0, 0);
  }
  const line = one("#line");
  if (line) {
    const now = Number(line.dataset.waiting ?? 0);
    if (now > waiting) tone();
    waiting = now;
    const wants = Number(line.dataset.wants ?? 0);
    document.title = document.title.replace(/^\(\d+\) /, "");
    if (wants) document.title = `(${wants}) ${document.title}`;
    const count = one("#nav-count");
    if (count) count.textContent = String(now);
  }
  document.querySelectorAll<HTMLElement>(".insert").forEach((button) => {
    button.hidden = !one("#reply-text");
  });
  document.querySelectorAll<HTMLElement>("#stream > .said.visitor .to-removal").forEach((button) => {
    button.hidden = linksIn(button.closest(".said")?.querySelector(".slip")?.textContent ?? "").length === 0;
  });
}

function forms(): void {
  show("#show-keys", true);
  one("#show-keys")?.addEventListener("click", () => one<HTMLDialogElement>("#keys")?.showModal());
  document.addEventListener("submit", (event) => freshen(event.target as HTMLFormElement), true);
  document.addEventListener("click", (event) => {
    const pressed = event.target as HTMLElement;
    const standard = pressed.closest<HTMLElement>(".insert");
    if (standard) insert(standard.parentElement?.querySelector("[data-reply]")?.textContent ?? "");
    const removal = pressed.closest<HTMLElement>(".to-removal");
    if (removal) void toRemoval(removal.closest(".said")?.querySelector(".slip")?.textContent ?? "");
  });
  one("#note-text")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) one<HTMLFormElement>("#note")?.requestSubmit();
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement?.id !== "note" || ctx.response?.status !== 200) return;
    const field = one<HTMLTextAreaElement>("#note-text");
    if (field) field.value = "";
    one("#note-complaint")?.replaceChildren();
    talk?.forget("note");
    window.setTimeout(toEnd);
  });
}

/** A standard answer is a starting point: it goes into the field, never to the visitor. */
function insert(text: string): void {
  const field = one<HTMLTextAreaElement>("#reply-text");
  if (!field) return;
  choose("reply");
  field.value = field.value ? `${field.value.trimEnd()} ${text}` : text;
  field.focus();
  field.dispatchEvent(new Event("input"));
}

async function toRemoval(text: string): Promise<void> {
  const tab = one("#tab-removal");
  if (!tab) return;
  await load(tab.getAttribute("hx-get") ?? "", "#zaak");
  const more = one<HTMLDetailsElement>(".new-notice");
  if (more) more.open = true;
  const field = one<HTMLTextAreaElement>("#urls");
  if (!field) return;
  field.value = [field.value.trim(), ...linksIn(text)].filter(Boolean).join("\n");
  field.focus();
}

function choose(kind: "reply" | "note"): boolean {
  const choice = one<HTMLInputElement>(`#kind-${kind}`);
  if (choice) choice.checked = true;
  const field = one<HTMLTextAreaElement>(`#${kind}-text`);
  field?.focus();
  return Boolean(field);
}

/** The small form for a name: what is typed after opening it lands in it; Escape closes it. */
function naming(): void {
  const form = one<HTMLDetailsElement>("#naming");
  form?.querySelector("summary")?.addEventListener("click", (event) => {
    // The browser's own "toggle" comes a moment later, and the first letters would go elsewhere.
    event.preventDefault();
    form.open = !form.open;
    if (!form.open) return;
    const field = form.querySelector<HTMLInputElement>("input[name=name]");
    field?.focus();
    field?.select();
  });
  form?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !form.open) return;
    form.open = false;
    form.querySelector<HTMLElement>("summary")?.focus();
  });
}

function pressKeys(): void {
  document.addEventListener("keydown", (event) => {
    const at = event.target as HTMLElement;
    const typing = at.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
    if (typing && event.key === "Escape") at.blur();
    if (one("dialog[open], .naming[open]")) return;
    const deed = deedOf(event, typing);
    if (deed && act(deed)) event.preventDefault();
  });
  document.querySelectorAll<HTMLInputElement>("input[name=kind]").forEach((choice) =>
    choice.addEventListener("change", () => choose(choice.id === "kind-note" ? "note" : "reply")),
  );
}

const TABS = ["plan", "facts", "removal", "referral", "story"];

function act(deed: Deed): boolean {
  switch (deed) {
    case "take":
      return press("#take-first");
    case "reply":
    case "note":
      return choose(deed);
    case "next":
      return step(1);
    case "previous":
      return step(-1);
    case "wrap-up":
      return press("#wrap-up");
    case "pause":
      return press("#pause");
    case "keys":
      one<HTMLDialogElement>("#keys")?.showModal();
      return true;
    default:
      return press(`#tab-${TABS[Number(deed.slice(4)) - 1]}`);
  }
}

function press(selector: string): boolean {
  const button = one(selector);
  button?.click();
  return Boolean(button);
}

function step(by: number): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".queue-link")];
  if (links.length === 0) return false;
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : (here + by + links.length) % links.length;
  if (next !== here) links[next].click();
  return true;
}

start();
