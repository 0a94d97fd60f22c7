// Who else is in a conversation: strips that want an answer, who is here, side notes of colleagues.

import htmx from "htmx.org";
import type { Frame } from "../../channels/chat/browser/wire";
import { load } from "./fragments";
import { call } from "./notices";

const asked = { calls: counted("calls"), asks: counted("asks") };

/** What the live line says about others. `conversation` is the one on the screen, if there is one. */
export function hearOfOthers(frame: Frame, conversation: string): void {
  const isThisOne = conversation !== "" && frame.c === conversation;
  if (frame.t === "queue" || frame.t === "together" || frame.t === "offer") refreshAll();
  else if (isThisOne && (frame.t === "ended" || tellsOfOthers(frame))) refreshHere();
  else if (isThisOne && frame.t === "viewers") {
    // It comes first of all when a talk is opened: notes may have come since the page was made.
    refreshHere();
    void bringNotes();
  } else if (isThisOne && frame.t === "notes") void bringNotes();
  else if (isThisOne && frame.t === "list") refreshPlan();
  else if (isThisOne && frame.t === "closed") location.replace(document.querySelector<HTMLElement>("#talk")?.dataset.left ?? "/werk/");
}

let hadLine = false;
/** What happened while there was no line: since the page was made, or since the line was lost. */
export function catchUp(): void {
  refreshAll();
  // A page that was just made has the plan as it stands.
  if (hadLine) refreshPlan();
  hadLine = true;
}

/** A form in a panel closes it once it is done; what was refused stays open, with its text. */
export function closePanels(): void {
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const panel = ctx.sourceElement?.closest<HTMLDetailsElement>("details.action-panel");
    if (!panel || ctx.response?.status !== 200) return;
    panel.open = false;
    panel.querySelectorAll("form").forEach((form) => form.reset());
    panel.querySelectorAll("[role=alert]").forEach((place) => place.replaceChildren());
  });
}

/** The panels of the conversation on screen: one is open at a time, Escape closes it. */
export function dressPanels(): void {
  document.querySelectorAll<HTMLDetailsElement>("details.action-panel").forEach((panel) => {
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary")?.focus();
    });
    panel.addEventListener("toggle", () => {
      if (!panel.open) return;
      document.querySelectorAll<HTMLDetailsElement>("details.action-panel[open]").forEach((other) => {
        if (other !== panel) other.open = false;
      });
    });
  });
}

/** After the strips came anew: ring for a call or a question that was not there before. */
export function ringForOthers(): void {
  const now = { calls: counted("calls"), asks: counted("asks") };
  if (now.calls > asked.calls) call("danger");
  else if (now.asks > asked.asks) call("handover");
  Object.assign(asked, now);
}

function counted(what: "calls" | "asks"): number {
  return Number(document.querySelector<HTMLElement>("#together")?.dataset[what] ?? 0);
}

function tellsOfOthers(frame: Frame): boolean {
  const list = frame.t === "messages" ? (frame.list as { from: string }[]) : [];
  return list.some((message) => message.from === "system");
}

function refreshAll(): void {
  for (const place of ["#together", "#under-way"]) {
    if (document.querySelector(place)) htmx.trigger(place, "together-changed");
  }
  refreshHere();
}

function refreshHere(): void {
  if (document.querySelector("#here")) htmx.trigger("#here", "here-changed");
}

/** What the visitor ticked shows in the plan, where it is in front. A guest's look would be a reading of its own. */
function refreshPlan(): void {
  const panel = document.querySelector<HTMLElement>('#zaak[data-part="plan"]');
  const address = document.querySelector("#tab-plan")?.getAttribute("hx-get");
  if (!panel || !address || panel.querySelector(".locked")) return;
  // What she has unfolded and where she is stays.
  void load(address);
}

/** Put the notes that are not on the screen yet at the end; one's own is there already. */
async function bringNotes(): Promise<void> {
  const stream = document.querySelector<HTMLElement>("#stream");
  const address = stream?.dataset.notes;
  if (!stream || !address) return;
  const answer = await fetch(address, { headers: { "X-Fragment": "1" } });
  if (!answer.ok) return;
  const came = new DOMParser().parseFromString(`<ol>${await answer.text()}</ol>`, "text/html");
  const frame = stream.closest<HTMLElement>(".stream-frame");
  const atEnd = frame ? frame.scrollHeight - frame.scrollTop - frame.clientHeight < 80 : false;
  for (const note of came.querySelectorAll<HTMLElement>("[data-note]")) {
    if (!stream.querySelector(`[data-note="${note.dataset.note}"]`)) stream.append(document.adoptNode(note));
  }
  if (frame && atEnd) frame.scrollTop = frame.scrollHeight;
}

/** A note of one's own may come by both ways; the first one stays. */
export function dropDoubleNotes(): void {
  const seen = new Set<string>();
  document.querySelectorAll<HTMLElement>("#stream > [data-note]").forEach((note) => {
    const id = note.dataset.note ?? "";
    if (seen.has(id)) note.remove();
    seen.add(id);
  });
}
