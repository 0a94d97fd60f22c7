// Times that run: how long somebody waits. The server's moment counts, not this machine's.

let ahead = 0;

/** Take over the server's moment, as it stood when the page was made. */
export function setMoment(iso: string): void {
  const server = Date.parse(iso);
  if (!Number.isNaN(server)) ahead = server - Date.now();
}

/** "0:48", "12:05", "1:02:00". */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Write how long it is since each `data-since`, and how many seconds each `data-left` holds still. */
export function tick(): void {
  const now = Date.now() + ahead;
  document.querySelectorAll<HTMLElement>("[data-since]").forEach((place) => {
    const since = Date.parse(place.dataset.since ?? "");
    if (!Number.isNaN(since)) place.textContent = span((now - since) / 1000);
  });
  document.querySelectorAll<HTMLElement>("[data-left]").forEach((place) => {
    const until = Date.parse(place.dataset.left ?? "");
    if (!Number.isNaN(until)) place.textContent = String(Math.max(0, Math.ceil((until - now) / 1000)));
  });
}

/** A moment as hours and minutes in `zone`, which is the helpline's as the page says it. */
export function clockTime(iso: string, zone = zoneOfPage()): string {
  const when = iso ? new Date(iso) : new Date(Date.now() + ahead);
  return when.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: zone });
}

function zoneOfPage(): string | undefined {
  return document.querySelector<HTMLElement>("[data-zone]")?.dataset.zone;
}
