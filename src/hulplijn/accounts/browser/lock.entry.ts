/*
 * Locks the screen after five minutes without a key or a pointer, in all tabs of this browser together. What is
 * typed was kept by the server long before; the page goes, so that nothing of it can be read.
 */

export {};

const AFTER = 5 * 60_000;
const TELL_EVERY = 60_000;
const PLACE = "hulplijn-awake";

const told = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
const token = () => document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";

let awake = Date.now();
let toldAt = Date.now();
let isGoing = false;

function post(address: string): Promise<unknown> {
  return fetch(address, { method: "POST", headers: { "X-CSRFToken": token(), "X-Fragment": "lock" }, keepalive: true });
}

function seen(): void {
  awake = Date.now();
  if (awake - toldAt < TELL_EVERY) return;
  toldAt = awake;
  localStorage.setItem(PLACE, String(awake));
  void post(told.awake ?? "").catch(() => undefined);
}

async function lock(): Promise<void> {
  if (isGoing) return;
  isGoing = true;
  document.body.hidden = true; // at once, and also where the browser asks whether to leave
  await post(told.lock ?? "").catch(() => undefined);
  go();
}

function go(): void {
  isGoing = true;
  document.body.hidden = true;
  location.assign(`${told.page}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

for (const sign of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"])
  addEventListener(sign, seen, { passive: true, capture: true });
document.addEventListener("locked", go);
setInterval(() => {
  const elsewhere = Number(localStorage.getItem(PLACE)) || 0;
  if (Date.now() - Math.max(awake, elsewhere) >= AFTER) void lock();
}, 5_000);
