// The visitor's chat page.

import { Delivery } from "./delivery";
import { Log, type Words } from "./log";
import { BUSY, NO_HOLD, Wire, type Frame } from "./wire";

type Texts = Words & Record<string, string>;
type State = "compose" | "waiting" | "talking" | "ended" | "gone";

const page = document.querySelector<HTMLElement>("#chat")!;
const texts = JSON.parse(document.querySelector("#chat-texts")!.textContent!) as Texts;
const part = <T extends HTMLElement = HTMLElement>(name: string): T => page.querySelector<T>(`[data-part="${name}"]`)!;

const field = part<HTMLTextAreaElement>("field");
const trouble = part("trouble");
const longest = Number(field.dataset.longest);
const delivery = new Delivery();
const log = new Log(part("log"), "visitor", texts, page.dataset.zone!, delivery);

const DRAFT_AFTER = 800;
const ANSWER_WITHIN = 15_000;

let state: State = "compose";
let told: Frame = { t: "state" };
let connected = false;
let begun = page.dataset.running === "yes";
let chat = "";
let beginning: Promise<boolean> | null = null;
/** Her first words, while the conversation for them is asked for. */
let opening = "";
/** What follows the end, where she ended it herself: by then she holds nothing any more to ask for it with. */
let after: string | undefined;

/** Too much at once for the server: what is pending waits, and is sent by itself. */
let busy = false;

const ways = {
  socket: "/ws/chat",
  stream: "/chat/stroom/",
  posts: "/chat/zeg/",
  asks: () => ({ last: String(delivery.last), c: chat }),
};
const wire = new Wire(ways, {
  up() {
    connected = true;
    for (const frame of delivery.opening()) tell(frame.t === "say" ? { ...frame, drafted: true } : frame);
    draw();
  },
  down(code) {
    connected = false;
    busy = BUSY.includes(code);
    if (code === NO_HOLD && state !== "ended") {
      state = "gone";
      begun = false;
    }
    draw();
  },
  frame(frame) {
    const { fresh, out } = delivery.hear(frame);
    out.forEach(tell);
    if (frame.t === "messages") {
      log.show(fresh, connected);
      part("typing").hidden = true;
      see();
      toEnd();
    } else if (frame.t === "state") {
      told = frame;
      chat = String(frame.c);
      state = frame.s as State;
    } else if (frame.t === "refused") {
      log.refuse(String(frame.id), String(frame.say));
    } else if (frame.t === "typing") {
      showTyping();
    } else if (frame.t === "draft") {
      resume(String(frame.text));
    }
    draw();
  },
});

/** Send a frame with the conversation that it is for. */
function tell(frame: Frame): void {
  wire.send({ ...frame, c: chat });
}

/** Get a conversation, once, however often she taps. */
function begin(): Promise<boolean> {
  if (begun) return Promise.resolve(true);
  beginning ??= ask().finally(() => (beginning = null));
  return beginning;
}

/** Under an attack each beginning shows that a browser worked a little for it; it does so while she types. */
function proven(): Promise<string> {
  if (!page.dataset.proof || page.dataset.proven) return Promise.resolve(page.dataset.proven ?? "");
  return new Promise((done) => addEventListener("hulplijn:proven", () => done(page.dataset.proven!), { once: true }));
}

/** This page is from before the attack, or was open for long: what it is asked now, it works for now. */
function prove(asked: Record<string, string>): void {
  delete page.dataset.proven;
  page.dataset.proof = asked.proof;
  page.dataset.bits = asked.bits;
  const script = document.createElement("script");
  script.src = asked.script;
  document.body.append(script);
}

async function ask(again = true): Promise<boolean> {
  const proof = await proven();
  const late = new AbortController();
  const tooLate = setTimeout(() => late.abort(), ANSWER_WITHIN);
  try {
    const answer = await fetch(page.dataset.begin!, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      // What she typed goes along as a draft: if this answer gets lost, the page that she loads next has it.
      body: JSON.stringify({
        text: field.value,
        about_someone_else: page.dataset.other === "yes",
        proof,
        check: page.dataset.check ?? "",
      }),
      signal: late.signal,
    });
    if (answer.ok) {
      const { c } = (await answer.json()) as { c: string };
      if (state === "gone" && c !== chat) {
        log.clear();
        delivery.last = 0;
      }
      chat = c;
      begun = true;
      // Loaded again, this is the chat's own page: what was posted to get here is not sent twice.
      if (page.dataset.check) history.replaceState(null, "", page.dataset.page);
      state = "waiting";
      wire.connect();
      return true;
    }
    const body = (await answer.json()) as { say?: string; proof?: string };
    if (body.proof && again) {
      prove(body as Record<string, string>);
      return await ask(false);
    }
    say(body.say ?? texts.try_again);
  } catch {
    say(texts.try_again);
  } finally {
    clearTimeout(tooLate);
  }
  return false;
}

async function send(): Promise<void> {
  const text = field.value.trim();
  const over = [...text].length - longest;
  if (over > 0) return say(texts.too_long.replace("%over%", String(over)));
  if (!text) return field.focus();
  // On a slow line she presses again, since nothing seems to happen: she says it once.
  if (beginning && text === opening) return;
  opening = text;
  say("");
  const was = field.value;
  if (!(await begin())) return;
  // What she typed meanwhile is not in this message.
  field.value = field.value === was ? "" : field.value;
  grow();
  const out = delivery.say(text, new Date().toISOString());
  log.outgoing(out);
  tell({ ...Delivery.frameOf(out), drafted: true });
  clearTimeout(keeping);
  toEnd();
  draw();
}

function say(sentence: string): void {
  trouble.hidden = !sentence;
  trouble.querySelector("[data-part=sentence]")!.textContent = sentence;
  field.setAttribute("aria-invalid", sentence ? "true" : "false");
  if (sentence) field.focus();
}

function draw(): void {
  const lost = begun && !connected && (state === "waiting" || state === "talking");
  const shown = lost ? "lost" : state;
  page.dataset.state = shown;
  for (const line of page.querySelectorAll<HTMLElement>("[data-line-of]")) {
    line.hidden = !line.dataset.lineOf!.split(" ").includes(shown);
  }
  const words = lost && busy ? "busy" : shown;
  put("title", title(words));
  put("text", subtitle(words));
  part("wait-card").hidden = state !== "waiting";
  part("start-card").hidden = state !== "compose";
  part("ended-card").hidden = state !== "ended" && state !== "gone";
  part("composer").hidden = state === "ended";
  part("finish").hidden = state !== "waiting" && state !== "talking";
  for (const element of page.querySelectorAll<HTMLElement>("[data-welcome]")) element.hidden = isBlocked();
  page.querySelector<HTMLElement>("[data-blocked]")!.hidden = !isBlocked();
  if (state === "ended") part("typing").hidden = true;
  log.states(connected);
  if (state === "ended") wire.end();
  dispatchEvent(new CustomEvent("hulplijn:chat", { detail: { state, told, after } }));
}

/** The helpline ended it and keeps her out: she reads how else she can be helped, not that she is welcome. */
function isBlocked(): boolean {
  return state === "ended" && told.how === "blocked";
}

/** Write only what changed, so that a screen reader says it once. */
function put(name: string, words: string): void {
  const element = part(name);
  if (element.textContent !== words) element.textContent = words;
}

function title(shown: string): string {
  if (shown === "waiting" && told.line === "kept") return texts.kept_title;
  if (shown === "waiting") {
    const place = Number(told.place ?? 0);
    return place > 0 ? texts[`place_${place}`] ?? texts.place_many.replace("%place%", String(place)) : texts.waiting_title;
  }
  return (texts[`${shown}_title`] ?? "").replace("%name%", String(told.name ?? ""));
}

function subtitle(shown: string): string {
  if (isBlocked()) return "";
  if (shown === "waiting" && told.line) return texts[`${told.line}_text`] ?? "";
  const wait = told.wait as [number, number] | null | undefined;
  if (shown === "waiting" && wait) {
    return texts.waiting_range.replace("%low%", String(wait[0])).replace("%high%", String(wait[1]));
  }
  const readers = (told.readers as string[] | undefined) ?? [];
  if (shown === "talking" && readers.length) return texts.read_along.replace("%names%", readers.join(", "));
  return texts[`${shown}_text`] ?? "";
}

let typingUntil = 0;
function showTyping(): void {
  const line = part("typing");
  line.textContent = texts.typing.replace("%name%", String(told.name ?? ""));
  line.hidden = false;
  clearTimeout(typingUntil);
  typingUntil = window.setTimeout(() => (line.hidden = true), 6000);
}

let typingTold = 0;
function tellTyping(): void {
  if (state !== "talking" || Date.now() - typingTold < 3000) return;
  typingTold = Date.now();
  wire.send({ t: "typing" });
}

let keeping = 0;
/** What she is typing is kept on the server for a quarter of an hour, so that a lost page loses no word. */
function keep(): void {
  clearTimeout(keeping);
  keeping = window.setTimeout(() => begun && tell({ t: "draft", text: field.value }), DRAFT_AFTER);
}

/** Only on a page that came back to a running chat: a new one has sent its first words itself. */
let mayResume = begun;
/** Go on with what she was typing when she lost this page. */
function resume(text: string): void {
  if (!mayResume || field.value) return;
  mayResume = false;
  field.value = text;
  grow();
}

function see(): void {
  if (!document.hidden && delivery.last > 0) wire.send({ t: "seen", n: delivery.last });
}

/** What was said last comes in view. While she waits on a phone, what she can do meanwhile stands below it. */
function toEnd(): void {
  const scroller = part("scroll");
  const spoken = part("log").parentElement!;
  const rest = scroller.scrollHeight - spoken.offsetTop - spoken.offsetHeight;
  scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - Math.max(0, rest - scroller.clientHeight / 2);
}

function grow(): void {
  field.rows = Math.min(5, Math.max(1, field.value.split("\n").length + Math.floor(field.value.length / 60)));
}

function noImages(event: Event, files: FileList | null | undefined): void {
  if (!files?.length) return;
  event.preventDefault();
  say(texts.no_images);
}

field.addEventListener("input", () => {
  grow();
  mayResume = false;
  tellTyping();
  keep();
  if (!trouble.hidden) say("");
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  void send();
});
part("form").addEventListener("submit", (event) => {
  event.preventDefault();
  void send();
});
part("no-words").addEventListener("click", () => void begin().then(draw));
part("finish").addEventListener("click", () => {
  part("sure").hidden = false;
  part("stay").focus();
});
part("stay").addEventListener("click", () => {
  part("sure").hidden = true;
  field.focus();
});
part("stop").addEventListener("click", () => void stop());
part("clear").addEventListener("click", () => void clear());

/** Nothing of the conversation stays: not on the screen, and no hold on it in the browser. */
async function clear(): Promise<void> {
  log.clear();
  await fetch(page.dataset.leave!, { method: "POST" }).catch(() => null);
  location.replace(page.dataset.home!);
}

async function stop(): Promise<void> {
  part("sure").hidden = true;
  const answer = await fetch(page.dataset.leave!, { method: "POST" }).catch(() => null);
  if (!answer?.ok) return say(texts.try_again);
  after = await answer.text();
  state = "ended";
  draw();
}

// A page that goes in the middle of a message still sends it: a post outlives its page, a socket does not.
addEventListener("pagehide", () => {
  const left: Frame[] = begun ? delivery.pending().map((out) => Delivery.frameOf(out)) : [];
  if (begun && field.value && state !== "ended") left.push({ t: "draft", text: field.value });
  if (left.length === 0) return;
  const body = JSON.stringify(left.map((frame) => ({ ...frame, c: chat })));
  void fetch(ways.posts, { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive: true }).catch(() => null);
});

addEventListener("drop", (event) => noImages(event, event.dataTransfer?.files));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("paste", (event) => noImages(event, event.clipboardData?.files));
document.addEventListener("visibilitychange", see);
// A page that Back brings out of the browser's memory may show a conversation that ended meanwhile.
addEventListener("pageshow", (event) => event.persisted && location.reload());

// On phones that lay the keyboard over the page, the page shrinks to what is left, so that nothing hides under it.
function fit(): void {
  const view = window.visualViewport;
  if (view) document.documentElement.style.setProperty("--view", `${Math.round(view.height)}px`);
}
window.visualViewport?.addEventListener("resize", fit);
fit();

part("live").hidden = false;
part("plain").hidden = true;
if (begun) {
  state = "waiting";
  wire.connect();
}
draw();
grow();
field.focus({ preventScroll: true });

// Leaving fast: nothing of the conversation stays on the page behind the white one.
addEventListener("hulplijn:leaving", () => {
  begun = false;
  clearTimeout(keeping);
  wire.end();
  log.clear();
  field.value = "";
});
