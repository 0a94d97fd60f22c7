// The wall: asks for its part again every two seconds, and says so when that does not work.

export {};

const EVERY = 2_000;
const OLD_AFTER = 10_000;

const one = (selector: string) => document.querySelector<HTMLElement>(selector);

let ahead = 0;
let shown = Date.now();

function took(): void {
  const server = Date.parse(one("#wall")?.dataset.now ?? "");
  if (!Number.isNaN(server)) ahead = server - Date.now();
  shown = Date.now();
}

/** Minutes and seconds; the minutes go on past the hour. */
function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function tick(): void {
  const now = Date.now() + ahead;
  document.querySelectorAll<HTMLElement>("[data-since]").forEach((place) => {
    place.textContent = span(now - Date.parse(place.dataset.since ?? ""));
  });
}

function show(selector: string, visible: boolean): void {
  const place = one(selector);
  if (place && place.hidden === visible) place.hidden = !visible;
}

async function ask(): Promise<void> {
  const wall = one("#wall");
  if (!wall) return;
  try {
    const answer = await fetch(wall.dataset.part ?? "", { headers: { "X-Fragment": "yes" } });
    show("#wall-over", answer.status === 401);
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#wall");
    if (fresh) wall.replaceWith(fresh);
    took();
    tick();
    show("#wall-old", false);
  } catch {
    if (Date.now() - shown < OLD_AFTER) return;
    const since = one("#wall-since");
    const clock = one("#wall [data-clock]");
    if (since && clock) since.textContent = clock.textContent;
    show("#wall-old", true);
  }
}

took();
tick();
setInterval(tick, 1_000);
setInterval(() => void ask(), EVERY);
