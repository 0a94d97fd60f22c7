// What is done in a case goes to the server in the order in which it was done, one after the other: `hx-sync` on
// #zaak says so. An older answer then never takes from the screen what a newer one brought.

import type { HtmxRequestCtx } from "htmx.org";

const pending = new Set<HtmxRequestCtx>();
/** A form that sends itself at each change sends all that stands in it: only its newest counts. */
const newest = new WeakMap<Element, HtmxRequestCtx>();

/** Not so where a button was pressed: what it says is sent as well, and is done once. */
const sendsAll = ({ sourceElement, request }: HtmxRequestCtx): boolean => newest.has(sourceElement) && !request.submitter;
const isOld = (ctx: HtmxRequestCtx): boolean => sendsAll(ctx) && newest.get(ctx.sourceElement) !== ctx;

export function keepOrder(): void {
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (event.defaultPrevented || ctx.request.method !== "POST" || !ctx.sourceElement.closest("#zaak")) return;
    pending.add(ctx);
    if (/\bchange\b/.test(ctx.sourceElement.getAttribute("hx-trigger") ?? "")) newest.set(ctx.sourceElement, ctx);
  });
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    if (isOld(ctx)) event.preventDefault();
    if (!sendsAll(ctx)) pending.delete(ctx);
  });
  document.addEventListener("htmx:finally:request", (event) => pending.delete(event.detail.ctx));
  addEventListener("pagehide", sendTheRest);
}

/** The page goes: what waits for its turn is sent by posts that outlive it. Sent twice, a choice is still one choice. */
function sendTheRest(): void {
  for (const ctx of pending) {
    if (isOld(ctx)) continue;
    const { action, method, headers, body } = ctx.request;
    void fetch(action, { method, headers, body: body as URLSearchParams, keepalive: true }).catch(() => undefined);
  }
  pending.clear();
}
