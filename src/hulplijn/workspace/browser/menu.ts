// The command menu: all that can be done now, her conversations, standard answers, and cases by their reference.

import { isPossible } from "./deeds";
import { Picker } from "./picker";
import { insert, standardReplies } from "./replies";

const ASK_AFTER = 150;

/** Set the menu up; returns how to open it. `act` does a deed, `go` leads to an address of a conversation. */
export function dressMenu(act: (deed: string) => void, go: (link: HTMLAnchorElement) => void): () => void {
  const dialog = document.querySelector<HTMLDialogElement>("#menu");
  if (!dialog) return () => undefined;
  let asked = 0;
  const picker = new Picker(
    dialog,
    (option) => {
      const { deed, go: address } = option.dataset;
      const run = chosen.get(option);
      if (run) run();
      else if (deed) act(deed);
      else if (address) location.assign(address);
    },
    (typed) => {
      clearTimeout(asked);
      asked = window.setTimeout(() => void findCases(dialog, typed).then(() => dialog.open && picker.search()), ASK_AFTER);
    },
  );
  const chosen = new Map<HTMLElement, () => void>();

  const fill = () => {
    chosen.clear();
    dialog.querySelectorAll<HTMLElement>("[data-deed]").forEach((option) => {
      option.dataset.off = isPossible(option.dataset.deed ?? "") ? "" : "yes";
    });
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".queue-link")];
    refill(dialog, "mine", links, (link, option) => {
      says(option, link.querySelector("b")?.textContent ?? "");
      chosen.set(option, () => go(link));
    });
    refill(dialog, "replies", standardReplies(), (reply, option) => {
      says(option, reply.label);
      option.dataset.sought = "yes";
      chosen.set(option, () => insert(reply.text));
    });
    empty(dialog, "cases");
  };

  return () => {
    fill();
    picker.open();
  };
}

async function findCases(dialog: HTMLDialogElement, typed: string): Promise<void> {
  const place = dialog.querySelector<HTMLElement>("[data-group=cases]");
  const sought = typed.trim();
  if (!place) return;
  // A reference is short and has no spaces: other words are not sent to the server.
  const html = /^[A-Za-z]\d[\dA-Za-z-]*$/.test(sought) ? await ask(`${dialog.dataset.find}?kenmerk=${encodeURIComponent(sought)}`) : "";
  empty(dialog, "cases");
  const found = document.createRange().createContextualFragment(html);
  found.querySelectorAll<HTMLElement>("[role=option]").forEach((option) => {
    option.dataset.found = "yes";
    place.append(option);
  });
}

async function ask(address: string): Promise<string> {
  try {
    const answer = await fetch(address, { headers: { "X-Fragment": "yes" } });
    return answer.ok ? await answer.text() : "";
  } catch {
    return "";
  }
}

function empty(dialog: HTMLDialogElement, group: string): void {
  dialog.querySelectorAll(`[data-group="${group}"] [role=option]`).forEach((old) => old.remove());
}

function refill<T>(dialog: HTMLDialogElement, group: string, things: T[], write: (thing: T, option: HTMLElement) => void): void {
  empty(dialog, group);
  const place = dialog.querySelector<HTMLElement>(`[data-group="${group}"]`);
  const shape = document.querySelector<HTMLTemplateElement>("#menu-option");
  if (!place || !shape) return;
  things.forEach((thing, index) => {
    const option = (shape.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
    option.id = `do-${group}-${index}`;
    write(thing, option);
    place.append(option);
  });
}

function says(option: HTMLElement, text: string): void {
  const place = option.querySelector(".menu-says");
  if (place) place.textContent = text;
}
