/*
 * Leave fast: a white page at once, this page's traces in the browser cleared, the address replaced.
 * The link works without this script. Three times Shift does the same, each within five seconds.
 * Escape is left alone: browsers don't count it as a person's act, so they would drop the page before
 * this one from the history.
 */

import "./presses";

const WITHIN = 5000;
const words = document.getElementById("exit-words")?.dataset ?? {};
const links = document.querySelectorAll<HTMLAnchorElement>("a[data-exit]");

let cover: HTMLElement | undefined;
let said: HTMLElement | undefined;
let presses = 0;
let held = false;
let timer = 0;

function leave(event?: Event): void {
  const to = links[0]?.href;
  if (!to) return;
  event?.preventDefault();
  presses = 0;
  light();
  cover = document.createElement("div");
  cover.className = "gone";
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  document.body.classList.add("leaving");
  document.title = "";
  cover.textContent = words.leaving ?? "";
  // Not sendBeacon: under no-referrer it names no origin, and the server takes it for a page elsewhere.
  const chat = document.body.dataset.chat;
  if (chat) void fetch(chat, { method: "POST", keepalive: true }).catch(() => undefined);
  dispatchEvent(new Event("hulplijn:leaving"));
  try {
    sessionStorage.clear();
    localStorage.clear();
    void caches.keys().then((names) => names.forEach((name) => void caches.delete(name)));
  } catch {
    // A browser that forbids storage has nothing of ours to clear.
  }
  location.replace(to);
}

function light(): void {
  document.body.dataset.shifts = String(presses);
}

function say(text: string | undefined): void {
  if (!said) {
    said = document.createElement("div");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    document.body.append(said);
  }
  said.textContent = text ?? "";
}

function reset(text?: string): void {
  clearTimeout(timer);
  if (presses) {
    presses = 0;
    light();
    say(text);
  }
}

links.forEach((link) => link.addEventListener("click", leave));

addEventListener("keydown", (event) => {
  // Shift held down for a capital letter is no press of Shift.
  held = event.key === "Shift" && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (event.key !== "Shift") reset();
});

addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !held) return;
  held = false;
  clearTimeout(timer);
  presses += 1;
  light();
  if (presses === 3) return leave();
  say(presses === 1 ? words.one : words.two);
  timer = window.setTimeout(() => reset(words.late), WITHIN);
});

addEventListener("pageshow", () => {
  cover?.remove();
  document.body.classList.remove("leaving");
});
