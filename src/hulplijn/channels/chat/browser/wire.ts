// One live line to the server: connects, keeps alive, connects again.

import { Delivery } from "./delivery";

export type Frame = Record<string, unknown> & { t: string };

const BEAT = 20_000;
const SILENCE = 10_000;
/** The server closes with this code when there is no hold on a conversation, or no log-in. */
export const NO_HOLD = 4401;

export interface Listener {
  up(): void;
  down(code: number): void;
  frame(frame: Frame): void;
}

export class Wire {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private beat = 0;
  private silence = 0;
  private retry = 0;
  private over = false;

  constructor(private readonly path: string, private readonly listener: Listener) {
    addEventListener("online", () => this.connect());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.connect();
    });
  }

  connect(): void {
    if (this.over || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    clearTimeout(this.retry);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}${this.path}`);
    this.socket = socket;
    socket.onopen = () => {
      this.beat = window.setInterval(() => this.ask(), BEAT);
      this.listener.up();
    };
    socket.onmessage = (event) => {
      this.attempt = 0;
      clearTimeout(this.silence);
      this.listener.frame(JSON.parse(String(event.data)) as Frame);
    };
    socket.onclose = (event) => this.lost(socket, event.code);
  }

  send(frame: Frame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Close for good. */
  end(): void {
    this.over = true;
    clearTimeout(this.retry);
    this.socket?.close();
  }

  private ask(): void {
    if (!this.send({ t: "beat" })) return;
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.socket && this.lost(this.socket, 0), SILENCE);
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    clearInterval(this.beat);
    clearTimeout(this.silence);
    this.socket = null;
    socket.onclose = null;
    socket.close();
    this.listener.down(code);
    if (this.over || code === NO_HOLD) return;
    const wait = Delivery.patience(this.attempt++, Math.random());
    this.retry = window.setTimeout(() => this.connect(), wait * 1000);
  }
}
