// A phone, or a page made very large, shows one column at a time: the queue, the conversation or the case.
// Without this script the links above them do it alone.

const IDS = ["line", "talk", "zaak"];

/** Which column the part of an address behind its # names, if any: the column itself, or something inside it. */
export function columnNamed(hash: string, within: (id: string) => string | undefined): string {
  const id = hash.replace(/^#/, "");
  if (IDS.includes(id)) return id;
  return (id && within(id)) || "talk";
}

/** Show the column that the address names. */
export function showNamed(): void {
  show(columnNamed(location.hash, (id) => columnOf(document.getElementById(id))));
}

/** Bring the column `id` on screen and go on there: what is pressed next belongs in it. */
export function toColumn(id: string): void {
  if (!show(id) || !isOneAtATime()) return;
  const column = document.getElementById(id);
  if (!column || column.contains(document.activeElement)) return;
  column.focus({ preventScroll: true });
  if (id === "talk") scrollTo(0, document.body.scrollHeight);
  else column.scrollIntoView();
}

/** Bring the column in which `element` lies on screen. */
export function toColumnOf(element: Element): void {
  const id = columnOf(element);
  if (id) toColumn(id);
}

/** Whether `element` is out of sight only because its column is. */
export function isInAnother(element: Element): boolean {
  const column = element.closest<HTMLElement>(".work.three > *");
  if (!column || getComputedStyle(column).display !== "none") return false;
  return !element.closest("details:not([open]) > :not(summary)");
}

function show(id: string): boolean {
  const work = document.querySelector<HTMLElement>(".work.three");
  if (!work) return false;
  work.dataset.column = id;
  document.querySelectorAll(".columns-nav a").forEach((link) => {
    if (link.getAttribute("href") === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  return true;
}

function columnOf(element: Element | null): string | undefined {
  return element?.closest(".work.three > *")?.id;
}

function isOneAtATime(): boolean {
  const links = document.querySelector(".columns-nav");
  return Boolean(links?.getClientRects().length);
}
