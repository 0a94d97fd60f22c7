// Pressed again while its answer is on its way, a form asks for nothing new: the second press is let go by.

/** After this an answer counts as lost, and whoever presses again means it. */
const LOST_AFTER = 10_000;

/** What the forms of one page have asked for and have no answer to yet. */
export class OnItsWay {
  private readonly sent = new Map<object, { asked: string; at: number }>();

  /** Whether `form` asks at `at` (ms) for what it is asking for already; where not so, it does from now on. */
  isAgain(form: object, asked: string, at: number): boolean {
    const before = this.sent.get(form);
    if (before?.asked === asked && at - before.at < LOST_AFTER) return true;
    this.sent.set(form, { asked, at });
    return false;
  }

  /** The page stands again as before it was sent: whatever is pressed now is meant. */
  letGo(): void {
    this.sent.clear();
  }
}

/** Listen on the window, after all that a page itself does when a form is sent. */
export function dressOnce(onItsWay: OnItsWay): void {
  addEventListener("submit", (event) => {
    const [form, by] = [event.target as HTMLFormElement, event.submitter];
    // Where the browser does not say which button it was, two of them cannot be told apart.
    if (event.defaultPrevented || by === undefined || !leadsOn(form, by)) return;
    if (onItsWay.isAgain(form, askedBy(form, by), event.timeStamp)) event.preventDefault();
    else addEventListener("beforeunload", whoeverStays, { once: true });
  });
  // Back shows the page as it was left.
  addEventListener("pageshow", () => onItsWay.letGo());

  /** Asked whether she wants to leave, she may stay, and nothing was sent. This runs after her answer. */
  function whoeverStays(event: Event): void {
    window.setTimeout(() => event.defaultPrevented && onItsWay.letGo());
  }
}

/** Whether the answer comes in the place of this page: not where it is a file, or opens beside it. */
function leadsOn(form: HTMLFormElement, by: HTMLElement | null): boolean {
  const own = (name: string): string => by?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? "";
  return own("method").toLowerCase() === "post" && ["", "_self"].includes(own("target")) && !("file" in form.dataset);
}

/** All that is sent but the form's token, which is renewed by the page itself. */
function askedBy(form: HTMLFormElement, by: HTMLElement | null): string {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const sent = fields.map(([name, value]) => [name, typeof value === "string" ? value : [value.name, value.size]]);
  const button = by?.getAttribute("name") ? [by.getAttribute("name"), by.getAttribute("value")] : [];
  return JSON.stringify([by?.getAttribute("formaction") ?? form.getAttribute("action"), button, sent]);
}
