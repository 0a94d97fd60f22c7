// Parts of the page that the server sends: the form's token is always the newest, and a log-in that is
// over keeps what was typed.

import htmx from "htmx.org";

interface Context {
  request: { headers: Record<string, string>; body?: BodyInit | FormData | URLSearchParams | null };
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

export function load(address: string, target: string): Promise<void> {
  return htmx.ajax("GET", address, { target, swap: "outerHTML" }) as Promise<void>;
}

/** Five minutes off the queue, pressed anywhere. */
export function rest(): void {
  const form = document.querySelector<HTMLFormElement>("form.presence");
  const values = { to: "rest", bij: form?.querySelector<HTMLInputElement>("[name=bij]")?.value ?? "" };
  if (form) void htmx.ajax("POST", form.action, { target: "#line", swap: "outerMorph", values });
}
