// What calls a counsellor: a tone, a notification, the number in the tab. None of them says who or what.

import { tone } from "./tone";

/** Within this time, in milliseconds, a chat that comes and is held out to her at once is one thing. */
const AS_ONE = 3_000;
let rang = -Infinity;
let offered = -Infinity;

export type Call = "waiting" | "answered" | "offer" | "handover" | "danger";

const words = () => document.querySelector<HTMLElement>("#notices")?.dataset ?? {};

/** Call her: a tone where she wants it, and a notification where this page is hidden. */
export function call(what: Call): void {
  const { tone: wantsTone, notify } = words();
  const now = performance.now();
  if (what === "waiting" && now - offered < AS_ONE) return;
  if (what === "offer") offered = now;
  if (wantsTone && what !== "answered" && (what === "danger" || now - rang > AS_ONE)) {
    rang = now;
    tone();
  }
  if (!notify || !document.hidden || allowed() !== "granted") return;
  // A later one about chats takes the place of an earlier one; the words are fixed and come with the page.
  const tag = what === "handover" || what === "danger" ? what : "chat";
  const notice = new Notification(words()[what] ?? "", { tag, silent: true });
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}

/** The number before the title of the tab: who waits for anybody, and who waits for her. */
export function count(wants: number): void {
  const bare = document.title.replace(/^\(\d+\) /, "");
  document.title = wants ? `(${wants}) ${bare}` : bare;
}

/** On the settings page: whether this browser may, and a button that asks it. */
export function dressAllowing(): void {
  const place = document.querySelector<HTMLElement>("#allow");
  if (!place) return;
  const show = () => {
    place.hidden = false;
    place.querySelectorAll<HTMLElement>("[data-allowed]").forEach((one) => (one.hidden = one.dataset.allowed !== allowed()));
  };
  document.querySelector("#allow-notices")?.addEventListener("click", () => void Notification.requestPermission().then(show));
  show();
}

function allowed(): NotificationPermission | "none" {
  return "Notification" in window ? Notification.permission : "none";
}
