// One live line to the server: connects, keeps alive, connects again. Where no WebSocket gets through, it is an
// event stream down and posts up, with the same frames.

import { Delivery, type Frame } from "./delivery";
import { Stream } from "./stream";

export type { Frame } from "./delivery";

const BEAT = 20_000;
const SILENCE = 10_000;
/** How soon to doubt a line over which something was said and nothing came back, or whose device went offline. */
const DOUBT = 3_000;
/** How often a WebSocket may fail before it was ever open, until the other way is tried. */
const TRIES = 2;
/** On a stream, a WebSocket is tried beside it after half a minute, then ever more seldom. */
const TRY_SOCKET_AFTER = 30_000;
const TRY_SOCKET_AT_LEAST_EVERY = 10 * 60_000;
/** The server closes with this code when there is no hold on a conversation, or no log-in. */
export const NO_HOLD = 4401;
/** The server is full, or this page was too fast: what is pending waits and is sent by itself. */
export const BUSY = [1013, 4429];

export interface Listener {
  up(): void;
  down(code: number): void;
  frame(frame: Frame): void;
}

/** The addresses of a line, and what the stream's address says in place of a first frame. */
export interface Ways {
  socket: string;
  stream: string;
  posts: string;
  asks(): Record<string, string>;
}

/** What carries the frames: a WebSocket, or a stream with posts. */
export interface Carrier {
  readonly isOpen: boolean;
  send(frame: Frame): void;
  close(): void;
}

export interface Ears {
  open(): void;
  frame(frame: Frame): void;
  lost(code: number): void;
}

class Socket implements Carrier {
  private readonly socket: WebSocket;

  constructor(path: string, ears: Ears) {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}${path}`);
    this.socket.onopen = () => ears.open();
    this.socket.onmessage = (event) => ears.frame(JSON.parse(String(event.data)) as Frame);
    this.socket.onclose = (event) => ears.lost(event.code);
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(frame: Frame): void {
    this.socket.send(JSON.stringify(frame));
  }

  close(): void {
    this.socket.onclose = null;
    this.socket.close();
  }
}

export class Wire {
  private carrier: Carrier | null = null;
  private attempt = 0;
  private misses = 0;
  private beat = 0;
  private silence = 0;
  private doubt = 0;
  private retry = 0;
  private upgrade = 0;
  private over = false;

  constructor(private readonly ways: Ways, private readonly listener: Listener) {
    addEventListener("online", () => this.connect());
    addEventListener("offline", () => this.ask(DOUBT));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.connect();
    });
  }

  connect(): void {
    if (this.over || this.carrier) return;
    clearTimeout(this.retry);
    clearTimeout(this.upgrade);
    let opened = false;
    const bySocket = this.misses < TRIES;
    const ears: Ears = {
      open: () => {
        if (this.carrier !== carrier) return;
        this.beat = window.setInterval(() => this.ask(), BEAT);
        if (!bySocket) this.trySocketIn(TRY_SOCKET_AFTER);
        this.listener.up();
      },
      frame: (frame) => {
        if (this.carrier !== carrier) return;
        opened = true;
        this.attempt = 0;
        if (bySocket) this.misses = 0;
        this.trust();
        this.listener.frame(frame);
      },
      lost: (code) => {
        if (this.carrier !== carrier) return;
        // A socket that never brought a word may be held up on its way; a stream that did not leads back to it.
        if (!opened && code !== NO_HOLD) this.misses = bySocket ? this.misses + 1 : 0;
        this.lost(code);
      },
    };
    const carrier: Carrier = bySocket ? new Socket(this.ways.socket, ears) : new Stream(this.ways, ears);
    this.carrier = carrier;
  }

  send(frame: Frame): boolean {
    if (!this.carrier?.isOpen) return false;
    this.carrier.send(frame);
    if (frame.t === "say" && !this.doubt) this.doubt = window.setTimeout(() => this.ask(), DOUBT);
    return true;
  }

  /** Whether it brings one conversation only: a stream is of the one that its address names. */
  get bringsOne(): boolean {
    return this.carrier instanceof Stream;
  }

  /** Close for good. */
  end(): void {
    this.over = true;
    this.quiet();
    this.carrier?.close();
    this.carrier = null;
  }

  private ask(within = SILENCE): void {
    if (!this.send({ t: "beat" })) return;
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.lost(0), within);
  }

  /** See whether a WebSocket gets through by now; the stream goes on meanwhile. */
  private trySocketIn(wait: number): void {
    this.upgrade = window.setTimeout(() => {
      const probe = new Socket(this.ways.socket, {
        open: () => {
          probe.close();
          this.misses = 0;
          this.attempt = 0;
          this.lost(0);
        },
        frame: () => undefined,
        lost: () => this.carrier && this.trySocketIn(Math.min(TRY_SOCKET_AT_LEAST_EVERY, wait * 2)),
      });
    }, wait);
  }

  /** Something came: the line lives. */
  private trust(): void {
    clearTimeout(this.silence);
    clearTimeout(this.doubt);
    this.doubt = 0;
  }

  private quiet(): void {
    clearInterval(this.beat);
    this.trust();
    for (const timer of [this.retry, this.upgrade]) clearTimeout(timer);
  }

  private lost(code: number): void {
    const carrier = this.carrier;
    if (!carrier) return;
    this.quiet();
    this.carrier = null;
    carrier.close();
    this.listener.down(code);
    if (this.over || code === NO_HOLD) return;
    const wait = Delivery.patience(this.attempt++, Math.random());
    this.retry = window.setTimeout(() => this.connect(), wait * 1000);
  }
}
