// Going to another conversation without leaving the page: the line stays up, what is on its way goes on.

import htmx from "htmx.org";

const PATIENCE = 5_000;

/** `there`: it is on screen. `lost`: no answer, stay. `over`: the log-in has ended, stay. `go`: the browser must go itself. */
export type Brought = "there" | "lost" | "over" | "go";

/** Fetch the page at `address` and put its middle in place of this one's; `before` is done right before that. */
export async function bring(address: string, before: () => void): Promise<Brought> {
  const release = hold();
  const brought = await put(address, before);
  if (brought !== "go") release();
  return brought;
}

/** Until another conversation stands, nothing is typed or ticked in this one: she means the other by now. */
export function hold(): () => void {
  const here = document.querySelector("main");
  const at = document.activeElement;
  if (here) here.inert = true;
  const release = (): void => {
    clearTimeout(enough);
    if (!here?.inert) return;
    here.inert = false;
    if (at instanceof HTMLElement && at.isConnected) at.focus();
  };
  const enough = window.setTimeout(release, PATIENCE);
  return release;
}

/** Whether another conversation is on its way, so that keys mean nothing yet. */
export function isHeld(): boolean {
  return document.querySelector("main")?.inert ?? false;
}

async function put(address: string, before: () => void): Promise<Brought> {
  const answer = await ask(address);
  if (!answer) return "lost";
  if (answer.status === 401) return "over";
  if (!answer.ok || new URL(answer.url).pathname !== new URL(address, location.href).pathname) return "go";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [here, there] = [document.querySelector("main"), page.querySelector("main")];
  if (!here || !there?.querySelector(".work")) return "go";
  before();
  const places = lists().map((list) => list.scrollTop);
  here.className = there.className;
  here.replaceChildren(...there.childNodes);
  document.title = page.title;
  htmx.process(here);
  lists().forEach((list, index) => list.scrollTo(0, places[index] ?? 0));
  return "there";
}

/** Who waits and what is mine, each with a scroll of its own. */
function lists(): Element[] {
  return [...document.querySelectorAll(".queue-lists > section")];
}

async function ask(address: string): Promise<Response | undefined> {
  const waiting = new AbortController();
  const enough = window.setTimeout(() => waiting.abort(), PATIENCE);
  try {
    return await fetch(address, { headers: { "X-Fragment": "yes" }, signal: waiting.signal });
  } catch {
    return undefined;
  } finally {
    clearTimeout(enough);
  }
}
