/*
 * The locked screen of a counsellor still says that her computer is there, so that her talks stay hers. Where
 * another tab was opened again, this one goes on as well.
 */

export {};

const { locked = "/", beats } = document.body.dataset;
const EVERY = 15_000;
let line: WebSocket | undefined;

function connect(): void {
  line = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/werk`);
  line.onopen = beat;
  line.onmessage = (event) => {
    if ((JSON.parse(String(event.data)) as { t: string }).t === "over") location.assign(locked);
  };
}

function beat(): void {
  if (line?.readyState === WebSocket.OPEN) line.send(JSON.stringify({ t: "beat" }));
  else if (line?.readyState !== WebSocket.CONNECTING) connect();
}

if (beats) {
  connect();
  setInterval(beat, EVERY);
}
