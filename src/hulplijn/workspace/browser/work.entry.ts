// The counsellor's screen: the live line, the queue, one conversation, keys.

import { type Frame, NO_HOLD, Wire } from "../../channels/chat/browser/wire";
import { setMoment, tick } from "./clocks";
import { showNamed, toColumn } from "./columns";
import { act, choose, type Hands } from "./deeds";
import { freshen, load, refreshLine, rest, sentIn, token, typedSince, watch } from "./fragments";
import { linksIn } from "./links";
import { dressMenu } from "./menu";
import { NoteDraft } from "./notedraft";
import { call, count, dressAllowing } from "./notices";
import { dressPartners, searchAgain, toPartnerSearch } from "./partners";
import { dressReasons } from "./reasons";
import { asksForReplies, dressReplies, insert } from "./replies";
import { bring, hold, isHeld } from "./screen";
import { Shortcuts } from "./shortcuts";
import { Talk, type Typed } from "./talk";
import { catchUp, closePanels, dressPanels, dropDoubleNotes, hearOfOthers, ringForOthers } from "./together";
import { allowTone } from "./tone";
import { dressUnsaved } from "./unsaved";

const one = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector);
const LOST_AFTER = 3_000;
/** The server is full, or this page was too fast: what is on its way waits and is sent by itself. */
const BUSY = [1013, 4429];
/** The line was closed because of what this page asked. */
const REFUSED = 4400;

function start(): void {
  dressUnsaved();
  if (!one("#keys")) return;
  pressKeys();
  dressAllowing();
  document.addEventListener("submit", (event) => freshen(event.target as HTMLFormElement), true);
  document.addEventListener("submit", (event) => {
    if ((event.target as HTMLFormElement).matches("[action$='/neem/']") && !event.defaultPrevented) hold();
  });
  // Pages without a queue are live as well: a call for danger is seen on each of them.
  addEventListener("beforeprint", printed);
  dressPrint();
  if (!one(".work, #together")) return;
  watch(showOver, (failed) => show("#not-done", failed));
  allowTone();
  dressPartners();
  dressReasons();
  listen();
  closePanels();
  document.addEventListener("parts-changed", partsChanged);
  setInterval(tick, 1000);
  live();
  dress();
  addEventListener("hashchange", showNamed);
  addEventListener("popstate", () => {
    // A link to a column of this page comes here as well, and leads nowhere else.
    if (location.pathname !== place) void visit(location.href, false);
  });
}

/** Everything that belongs to the conversation on screen: after the page was made, and after another came. */
function dress(): void {
  setMoment(one(".work")?.dataset.now ?? "");
  one(".queue-link[aria-current]")?.scrollIntoView({ block: "nearest" });
  part = one("#zaak")?.dataset.part;
  showNamed();
  naming();
  dressPanels();
  composing();
  partsChanged();
  toEnd();
  // The typeface comes later and makes the lines of other lengths.
  void document.fonts.ready.then(toEnd);
}

/** The button needs this script, and is not there without it. */
function dressPrint(): void {
  const button = one<HTMLButtonElement>("#print");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/** What is on paper leaves the helpline's hands: the log gets a line. */
function printed(): void {
  const address = one("[data-printed]")?.dataset.printed;
  if (!address) return;
  const headers = { "X-CSRFToken": token(), "X-Fragment": "yes" };
  void fetch(address, { method: "POST", headers, keepalive: true }).catch(() => undefined);
}

function toEnd(): void {
  const frame = one("#stream-frame");
  if (!frame) return;
  frame.scrollTop = frame.scrollHeight;
  // On a phone the page itself scrolls, and the conversation is what it opens with.
  if (getComputedStyle(frame).overflowY === "visible" && !location.hash) scrollTo(0, document.body.scrollHeight);
}

let wire: Wire | undefined;
let talk: Talk | undefined;
/** Conversations that were left while something was on its way or not yet kept. */
const left = new Map<string, Talk>();

function live(): void {
  let lost = 0;
  const ways = { socket: "/ws/werk", stream: "/werk/stroom/", posts: "/werk/zeg/", asks: () => talk?.asks() ?? {} };
  wire = new Wire(ways, {
    up() {
      document.documentElement.dataset.line = "up";
      clearTimeout(lost);
      lost = 0;
      show("#line-lost", false);
      show("#line-busy", false);
      showOver(false);
      for (const one of [talk, ...left.values()]) one?.up();
      refreshLine();
      catchUp();
    },
    down(code) {
      delete document.documentElement.dataset.line;
      for (const one of [talk, ...left.values()]) one?.down();
      // A talk that is not hers any more is refused with the whole line: its draft is no reason to ask again.
      if (code === REFUSED) for (const [id, one] of left) if (!one.isUncertain) left.delete(id);
      if (code === NO_HOLD) showOver(true);
      else if (BUSY.includes(code)) show("#line-busy", true);
      else lost ||= window.setTimeout(() => show("#line-lost", true), LOST_AFTER);
    },
    frame: hear,
  });
  talkOnScreen();
  wire.connect();
  addEventListener("beforeunload", (event) => {
    const isDown = document.documentElement.dataset.line !== "up";
    if ([talk, ...left.values()].some((one) => one?.isUncertain || (isDown && one?.isUnkept))) event.preventDefault();
  });
  // Without a line: what was typed is kept by a post that outlives the page.
  addEventListener("pagehide", () => {
    const words = [talk, ...left.values()].flatMap((one) => one?.lastWords() ?? []);
    if (words.length === 0) return;
    const headers = { "Content-Type": "application/json" };
    void fetch(ways.posts, { method: "POST", headers, body: JSON.stringify(words), keepalive: true }).catch(() => undefined);
  });
}

function hear(frame: Frame): void {
  if (frame.t === "queue") refreshLine();
  else if (frame.t === "over") showOver(true);
  else if (frame.t === "locked") document.dispatchEvent(new Event("locked"));
  else if (frame.t === "offer" || frame.t === "handover" || frame.t === "danger") {
    call(frame.t);
    refreshLine();
  } else for (const one of [talk, ...left.values()]) one?.hear(frame);
  hearOfOthers(frame, talk?.conversation ?? "");
  if (frame.t === "messages") refreshLine();
  for (const [id, one] of left) if (one.letGo()) left.delete(id);
}

function talkOnScreen(): void {
  const root = one("#talk[data-conversation]");
  const id = root?.dataset.conversation ?? "";
  talk = root && wire ? new Talk(root, wire, root.dataset.alias ?? "", left.get(id)) : undefined;
  const before = typed.get(id);
  if (before) talk?.putBack(before);
  left.delete(id);
  typed.delete(id);
}

let isGoing = false;
let place = location.pathname;

/** Go to another conversation of hers. What is typed is kept, what is on its way goes on. */
async function visit(address: string, isNew = true): Promise<void> {
  if (isGoing) return;
  isGoing = true;
  const brought = await bring(address, leaveTalk);
  isGoing = false;
  if (brought === "go") location.assign(address);
  show("#not-done", brought === "lost");
  if (brought === "over") showOver(true);
  if (brought !== "there") return;
  if (isNew) history.pushState(null, "", address);
  place = location.pathname;
  talkOnScreen();
  dress();
  talk?.up();
  const name = one("#talk h1");
  if (!name) return;
  // Where a reader of the screen goes on; it is no stop of the Tab key.
  name.tabIndex = -1;
  name.focus();
}

/** What was typed where, for when she comes back to it: the server has it as well, a moment later. */
const typed = new Map<string, Typed>();

function leaveTalk(): void {
  noteDraft?.keepNow();
  if (!talk) return;
  typed.set(talk.conversation, talk.leave());
  if (!talk.letGo()) left.set(talk.conversation, talk);
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
let wants = Number(one("#line")?.dataset.wants ?? 0);
let part = one("#zaak")?.dataset.part;

/** After a part of the page was replaced. */
function partsChanged(): void {
  tick();
  dropDoubleNotes();
  ringForOthers();
  searchAgain();
  const panel = one("#zaak");
  if (panel && panel.dataset.part !== part) {
    part = panel.dataset.part;
    // The panel itself stays, and would keep the place of the part that was read before.
    panel.querySelector(".case-panel")?.scrollTo(0, 0);
    if (part === "referral") toPartnerSearch();
  }
  const line = one("#line");
  if (line) lineChanged(Number(line.dataset.waiting ?? 0), Number(line.dataset.wants ?? 0));
  document.querySelectorAll<HTMLElement>(".insert").forEach((button) => {
    button.hidden = !one("#reply-text");
  });
  document.querySelectorAll<HTMLElement>("#stream > .said.visitor .to-removal").forEach((button) => {
    button.hidden = linksIn(button.closest(".said")?.querySelector(".slip")?.textContent ?? "").length === 0;
  });
}

function lineChanged(waitingNow: number, wantsNow: number): void {
  if (waitingNow > waiting) call("waiting");
  else if (wantsNow - waitingNow > wants - waiting) call("answered");
  [waiting, wants] = [waitingNow, wantsNow];
  count(wants);
  const place = one("#nav-count");
  if (place) place.textContent = String(waiting);
}

/** What is pressed anywhere on the page. */
function listen(): void {
  document.addEventListener("click", (event) => {
    const pressed = event.target as HTMLElement;
    const standard = pressed.closest<HTMLElement>(".insert");
    if (standard) insert(standard.parentElement?.querySelector("[data-reply]")?.textContent ?? "");
    const removal = pressed.closest<HTMLElement>(".to-removal");
    if (removal) void toRemoval(removal.closest(".said")?.querySelector(".slip")?.textContent ?? "");
    const column = pressed.closest<HTMLAnchorElement>(".work a[href*='#'], .columns-nav a")?.hash.slice(1);
    if (column === "line" || column === "talk" || column === "zaak") toColumn(column);
    const link = pressed.closest<HTMLAnchorElement>(".queue-link");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && plain && !event.defaultPrevented) {
      event.preventDefault();
      void visit(link.href);
    }
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement?.id !== "note" || ctx.response?.status !== 200 || !ctx.sourceElement.isConnected) return;
    const field = one<HTMLTextAreaElement>("#note-text");
    if (field) field.value = typedSince(field.value, sentIn(ctx, "text"));
    // The next one is another note, also where it says the same.
    const id = one<HTMLInputElement>("#note-id");
    if (id) id.value = crypto.randomUUID();
    one("#note-complaint")?.replaceChildren();
    talk?.forget("note");
    noteDraft?.forget();
    window.setTimeout(toEnd);
  });
}

let openReplies: (() => void) | undefined;
let noteDraft: NoteDraft | undefined;

/** The fields in which an answer or a note is written. */
function composing(): void {
  openReplies = dressReplies();
  const [note, text] = [one<HTMLFormElement>("#note[data-draft]"), one<HTMLTextAreaElement>("#note-text")];
  noteDraft = note && text ? new NoteDraft(note, text) : undefined;
  one("#note-text")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) one<HTMLFormElement>("#note")?.requestSubmit();
  });
  document.querySelectorAll<HTMLInputElement>("input[name=kind]").forEach((choice) =>
    choice.addEventListener("change", () => choose(choice.id === "kind-note" ? "note" : "reply")),
  );
}

async function toRemoval(text: string): Promise<boolean> {
  const tab = one("#tab-removal");
  if (!tab) return false;
  await load(tab.getAttribute("hx-get") ?? "");
  toColumn("zaak");
  const more = one<HTMLDetailsElement>(".new-notice");
  if (more) more.open = true;
  const field = one<HTMLTextAreaElement>("#urls");
  if (!field) return false;
  field.value = [field.value.trim(), ...linksIn(text)].filter(Boolean).join("\n");
  field.focus();
  return true;
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

/** Keys are hers: they come with the page, and do what the page has a button for. */
function pressKeys(): void {
  const dialog = one<HTMLDialogElement>("#keys");
  const keys = JSON.parse(dialog?.dataset.keys ?? "{}") as Record<string, string>;
  const shortcuts = new Shortcuts(keys);
  const openMenu = dressMenu((deed) => act(deed, hands), (link) => void visit(link.href));
  const hands: Hands = {
    menu: () => (openMenu(), true),
    keys: () => (dialog?.showModal(), true),
    standard: () => (openReplies?.(), Boolean(openReplies)),
    walk,
    rest: () => Boolean(one("#pause")) && (rest(), true),
    notice: () => {
      const tab = one("#tab-removal");
      if (tab) void toRemoval(addressToRemove());
      return Boolean(tab);
    },
  };
  for (const [selector, deed] of [["#show-keys", "keys"], ["#open-menu", "menu"]]) {
    show(selector, true);
    one(selector)?.addEventListener("click", () => act(deed, hands));
  }
  document.addEventListener("keydown", (event) => {
    const at = event.target as HTMLElement;
    const typing = at.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
    if (isHeld() || one("dialog[open], .naming[open]")) return;
    if (typing && event.key === "Escape") at.blur();
    if (keys.standard && asksForReplies(event, keys.standard) && hands.standard()) {
      event.preventDefault();
      return;
    }
    const deed = shortcuts.deedOf(event, typing, event.timeStamp);
    if (deed && act(deed, hands)) event.preventDefault();
  });
}

/** What is selected, where it names an address; else the newest message that does. */
function addressToRemove(): string {
  const selected = getSelection()?.toString() ?? "";
  if (linksIn(selected).length) return selected;
  const said = [...document.querySelectorAll<HTMLElement>("#stream > .said.visitor .slip")].map((slip) => slip.textContent ?? "");
  return said.reverse().find((text) => linksIn(text).length) ?? "";
}

/** The next of her own conversations, the one before, or (0) who waits for her longest. */
function walk(by: 1 | -1 | 0): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".queue-link")];
  if (links.length === 0) return false;
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = by === 0 ? 0 : here < 0 ? (by > 0 ? 0 : links.length - 1) : (here + by + links.length) % links.length;
  if (next !== here) void visit(links[next].href);
  return true;
}

start();
