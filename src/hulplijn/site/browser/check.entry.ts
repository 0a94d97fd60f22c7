/*
 * The situation check on one page: each question takes the place of the one before, so that the browser's
 * Back shows the question before and never asks whether to send a form again. What was answered stays in
 * this page's memory; the history only counts the steps. Without this script each step is a page.
 */

const PARTS = ["header", "main"];

/** What stands on each step, as it was shown; 0 is where the check begins. */
const shown: (Element | null)[][] = [];
let here = 0;
let asking = false;

function step(form: HTMLFormElement, button: HTMLElement | null): void {
  if (asking) return;
  const back = button?.getAttribute("name") === "back";
  if (back && here > 0) return history.back();
  void ask(form, button);
}

async function ask(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const sent = new URLSearchParams();
  new FormData(form).forEach((value, name) => sent.append(name, String(value)));
  if (button instanceof HTMLButtonElement && button.name) sent.append(button.name, button.value);
  asking = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, redirect: "error" });
    if (!answer.ok) throw new Error();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = PARTS.map((name) => page.querySelector(name));
    if (!parts.every(Boolean)) throw new Error();
    here += 1;
    shown.length = here;
    shown.push(parts);
    history.pushState({ step: here }, "");
    document.title = page.title;
    show();
  } catch {
    // As a browser without this script does it.
    if (button instanceof HTMLButtonElement && button.name) {
      const chosen = document.createElement("input");
      Object.assign(chosen, { type: "hidden", name: button.name, value: button.value });
      form.append(chosen);
    }
    form.submit();
  } finally {
    asking = false;
  }
}

function show(): void {
  const parts = shown[here]!;
  PARTS.forEach((name, number) => document.querySelector(`body > ${name}`)?.replaceWith(parts[number]!));
  scrollTo(0, 0);
  document.getElementById("main")?.focus({ preventScroll: true });
}

shown.push(PARTS.map((name) => document.querySelector(`body > ${name}`)));

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset.step === undefined) return;
  event.preventDefault();
  step(form, event.submitter);
});

addEventListener("popstate", (event) => {
  const to = (event.state as { step?: number } | null)?.step ?? 0;
  // After a reload the steps before it are forgotten, and the check begins anew.
  if (!shown[to]) return;
  here = to;
  show();
});

// A browser that brings this page back after a fast exit brings back where the check begins.
addEventListener("hulplijn:leaving", () => {
  here = 0;
  shown.length = 1;
  show();
});
