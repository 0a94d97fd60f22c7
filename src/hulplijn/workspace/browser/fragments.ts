// Parts of the page that the server sends: the form's token is always the newest, and a log-in that is
// over keeps what was typed.

import htmx from "htmx.org";
import { keepOrder } from "./inorder";

interface Context {
  request: { method: string; action: string; headers: Record<string, string>; body?: BodyInit | FormData | URLSearchParams | null };
  response?: { status: number };
  sourceElement: HTMLElement;
}

function contextOf(event: Event): Context {
  return (event as CustomEvent<{ ctx: Context }>).detail.ctx;
}

/** The token of the newest log-in: logging in again in another tab gives a new one. */
export function token(): string {
  return /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

/** What an answer is to: the value of `name` in what was posted. */
export function sentIn({ request: { body } }: { request: { body?: unknown } }, name: string): string {
  return body instanceof URLSearchParams || body instanceof FormData ? String(body.get(name) ?? "") : "";
}

/** What stays in a field whose text was kept: on a slow line somebody writes on before the answer is there. */
export function typedSince(now: string, kept: string): string {
  const [ours, sent] = [now.replace(/\r\n/g, "\n"), kept.replace(/\r\n/g, "\n")];
  return ours.startsWith(sent) ? ours.slice(sent.length).trimStart() : ours;
}

/** Pressed again before the answer is there, a form asks for nothing new; htmx would send it a second time. */
function onlyOnce(): void {
  const underWay = new WeakMap<HTMLElement, string>();
  document.addEventListener("htmx:config:request", (event) => {
    const { request, sourceElement } = contextOf(event);
    if (request.method !== "POST" || !(request.body instanceof FormData)) return;
    const asked = JSON.stringify([...request.body]);
    if (underWay.get(sourceElement) === asked) event.preventDefault();
    underWay.set(sourceElement, asked);
  });
  document.addEventListener("htmx:finally:request", (event) => underWay.delete(contextOf(event).sourceElement));
}

/** Tell `over` whether the log-in has ended, and `failed` whether something else went wrong, at every answer. */
export function watch(over: (yes: boolean) => void, failed: (yes: boolean) => void): void {
  document.addEventListener("htmx:config:request", (event) => {
    const { request } = contextOf(event);
    const fresh = token();
    if (!fresh) return;
    request.headers["X-CSRFToken"] = fresh;
    if (request.body instanceof FormData && request.body.has("csrfmiddlewaretoken")) {
      request.body.set("csrfmiddlewaretoken", fresh);
    }
  });
  onlyOnce();
  keepOrder();
  document.addEventListener("htmx:before:response", (event) => {
    const status = contextOf(event).response?.status ?? 0;
    const isOver = status === 401 || (status === 403 && !token());
    const isWrong = !isOver && (status >= 500 || status === 403 || status === 404);
    if (isOver || isWrong) event.preventDefault();
    over(isOver);
    failed(isWrong);
  });
  document.addEventListener("htmx:error", (event) => {
    // The queue is asked for again by itself; only what somebody pressed needs a word.
    if (contextOf(event).sourceElement.id !== "line") failed(true);
  });
  document.addEventListener("htmx:after:swap", (event) => {
    document.querySelector<HTMLElement>("#zaak .summary[role=alert]")?.focus();
    // Whoever wraps up goes on there: one Tab away is the first choice.
    if (contextOf(event).sourceElement?.id === "wrap-up") document.querySelector<HTMLElement>("#wrap-up-head")?.focus();
    document.dispatchEvent(new Event("parts-changed"));
  });
}

/** Forms posted without htmx get the newest token as well. */
export function freshen(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const fresh = token();
  if (field && fresh) field.value = fresh;
}

/** Have the queue fetched again. */
export function refreshLine(): void {
  if (document.querySelector("#line")) htmx.trigger("#line", "line-changed");
}

/** Put a part of the case in its panel, after all that was asked of it before. */
export function load(address: string): Promise<void> {
  return new Promise((done) => {
    const ends = (event: Event): void => {
      const { sourceElement, request } = contextOf(event);
      if (sourceElement.id !== "zaak" || request.action !== address) return;
      document.removeEventListener("htmx:finally:request", ends);
      done();
    };
    document.addEventListener("htmx:finally:request", ends);
    void htmx.ajax("GET", address, { source: "#zaak", target: "#zaak", swap: "outerMorph" });
  });
}

/** Five minutes off the queue, pressed anywhere. */
export function rest(): void {
  const form = document.querySelector<HTMLFormElement>("form.presence");
  const values = { to: "rest", bij: form?.querySelector<HTMLInputElement>("[name=bij]")?.value ?? "" };
  if (form) void htmx.ajax("POST", form.action, { target: "#line", swap: "outerMorph", values });
}
