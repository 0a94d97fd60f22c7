// What stands beside the writing in a chat: first aid, danger, who may read along, and what follows the end.
// The chat's own script tells how it stands; everything here is sent as the form that works without script.

import { oneByOne, surely } from "./surely";

interface Standing {
  state: string;
  told: { ask?: { id: string; name: string; how: string }; picture?: boolean; list?: string; let_in?: { id: string; name: string }[] };
  after?: string;
}

const page = document.querySelector<HTMLElement>("#chat")!;
const part = <T extends HTMLElement = HTMLElement>(name: string): T | null =>
  page.querySelector<T>(`[data-part="${name}"]`);

function send(form: HTMLFormElement, more: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
}

/** Post a form once; null without a connection. */
function post(form: HTMLFormElement, more: Record<string, string> = {}): Promise<Response | null> {
  return send(form, more).catch(() => null);
}

const onTheirWay = new WeakSet<HTMLFormElement>();
/** Post until it has arrived, and once, however often she presses meanwhile; null for a press too many. */
async function once(form: HTMLFormElement, more: Record<string, string> = {}): Promise<Response | null> {
  if (onTheirWay.has(form)) return null;
  onTheirWay.add(form);
  const answer = await surely(() => send(form, more));
  onTheirWay.delete(form);
  return answer;
}

/** A piece of the page, asked for as long as it is `wanted`; nothing where the server has none. */
async function piece(address: string, wanted: () => boolean): Promise<string> {
  const answer = await surely(async () => {
    const { ok, status, text } = await fetch(address).then((came) => ({ ok: came.ok, status: came.status, text: came.text() }));
    return { ok, status, text: await text };
  }, wanted);
  return answer?.ok ? answer.text : "";
}

/** Lists whose ticks are on their way, each with its form as it stands now: all of its ticks are sent each time. */
const lists = new Map<string, { form: HTMLFormElement; keep: () => Promise<void> }>();

function keepTicks(form: HTMLFormElement): void {
  const name = form.dataset.aid!;
  const list = lists.get(name) ?? { form, keep: oneByOne(() => surely(() => send(lists.get(name)!.form))) };
  list.form = form;
  lists.set(name, list);
  void list.keep();
}

/** Lists to tick off; what was agreed comes and changes while they talk. */
function ticks(): void {
  page.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    const form = box.closest<HTMLFormElement>("[data-aid]");
    if (!form) return;
    // The same item stands beside the talk on a wide screen, and in what was agreed.
    for (const twin of page.querySelectorAll<HTMLInputElement>(`[data-aid="${form.dataset.aid}"] [value="${box.value}"]`)) {
      twin.checked = box.checked;
    }
    keepTicks(form);
  });
  // The steps of a situation come when it is opened: with all of them at once the page is too heavy for a bad line.
  page.addEventListener("toggle", (event) => void steps(event.target as HTMLDetailsElement), true);
}

let listed = "";
/** What was agreed, or the question whether she wants to see it: fetched anew where the line says so. */
async function agrees(standing: Standing): Promise<void> {
  const place = part("shared")!;
  const now = (standing.state === "talking" && standing.told.list) || "";
  if (now === listed) return;
  listed = now;
  const html = now ? await piece(place.dataset.from!, () => now === listed) : "";
  if (now !== listed) return; // it changed again meanwhile
  const held = place.contains(document.activeElement) ? (document.activeElement as HTMLInputElement).value : null;
  const wasHidden = place.hidden;
  // A page of our own server, escaped there.
  place.innerHTML = html;
  place.hidden = !html.trim();
  if (held !== null) place.querySelector<HTMLElement>(`[value="${held}"]`)?.focus();
  if (wasHidden && !place.hidden) place.scrollIntoView({ block: "nearest" });
}

async function steps(situation: HTMLDetailsElement): Promise<void> {
  if (!situation.open || !situation.dataset.at || situation.querySelector("form")) return;
  const answer = await fetch(situation.dataset.at, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || situation.querySelector("form")) return;
  const form = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form")!;
  const twin = page.querySelector<HTMLFormElement>(`[data-aid="${form.dataset.aid}"]`);
  for (const box of twin?.querySelectorAll<HTMLInputElement>("[name=done]") ?? []) {
    const own = form.querySelector<HTMLInputElement>(`[value="${box.value}"]`);
    if (own) own.checked = box.checked;
  }
  situation.querySelector("p")?.replaceWith(form);
}

function inDanger(): void {
  const form = part<HTMLFormElement>("danger");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const card = part("danger-card")!;
    card.hidden = false;
    form.dataset.pressed = "yes";
    form.hidden = true;
    card.querySelector<HTMLElement>("a")!.focus();
    // Once she writes on, the talk needs the room: the number stays, its sentence stands in the talk.
    part("field")!.addEventListener("input", () => (card.dataset.short = "yes"), { once: true });
    void surely(() => send(form));
  });
}

/** The button that sent the form; older browsers don't say, but it has the focus. */
function pressed(event: SubmitEvent): HTMLButtonElement {
  return (event.submitter ?? document.activeElement) as HTMLButtonElement;
}

let asked = "";
function asks(standing: Standing): void {
  const card = part<HTMLFormElement>("ask");
  const ask = standing.told.ask;
  if (!card || ask?.id === asked) return;
  asked = ask?.id ?? "";
  card.hidden = !ask;
  if (!ask) return;
  card.querySelector<HTMLInputElement>("[name=guest]")!.value = ask.id;
  for (const words of card.querySelectorAll<HTMLElement>("[data-how]")) {
    words.hidden = words.dataset.how !== ask.how;
    words.textContent = words.dataset.words!.replace(/%name%/g, ask.name);
  }
  card.scrollIntoView({ block: "nearest" });
}

function consents(): void {
  const card = part<HTMLFormElement>("ask");
  card?.addEventListener("submit", (event) => {
    event.preventDefault();
    const yes = pressed(event).value;
    void post(card, { yes }).then((answer) => (card.hidden = !!answer));
  });
}

let letIn = "";
/** Whom she let read along, she can send away: a button for each. */
function sendsAway(standing: Standing): void {
  const form = part<HTMLFormElement>("let-in")!;
  const people = (standing.state === "talking" && standing.told.let_in) || [];
  const now = people.map((one) => one.id).join();
  if (now === letIn) return;
  letIn = now;
  form.hidden = people.length === 0;
  form.querySelectorAll("button").forEach((button) => button.remove());
  for (const one of people) {
    const button = document.createElement("button");
    button.textContent = form.dataset.words!.replace("%name%", one.name);
    button.onclick = (event) => {
      event.preventDefault();
      button.hidden = true;
      void surely(() => send(form, { guest: one.id }));
    };
    form.append(button);
  }
}

function show({ words, again }: { words: string[]; again: boolean }, near: HTMLElement): void {
  const place = near.parentElement!.querySelector<HTMLElement>("[data-part=code]")!;
  place.querySelector("ol")!.replaceChildren(
    ...words.map((word) => {
      const item = document.createElement("li");
      item.lang = "";
      item.textContent = word;
      return item;
    }),
  );
  near.hidden = true;
  place.querySelector<HTMLElement>("[data-part=again]")!.hidden = !again;
  place.hidden = false;
  // What stands on this page from before opens nothing any more.
  for (const older of page.querySelectorAll<HTMLElement>("[data-part=code]")) {
    if (older === place || older.hidden) continue;
    older.hidden = true;
    older.parentElement!.querySelector<HTMLElement>("[data-code]")!.hidden = false;
  }
  place.querySelector<HTMLElement>("[data-copies]")!.onclick = (event) => {
    const button = event.target as HTMLButtonElement;
    void navigator.clipboard?.writeText(words.join(" ")).then(
      () => (button.textContent = button.dataset.done!),
      () => undefined, // the words stand there to be written down
    );
  };
}

/** The forms that may stand anywhere on the page, some of them only once the talk has ended. */
page.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset.code !== undefined) {
    event.preventDefault();
    void once(form).then(async (answer) => {
      if (answer?.ok) show((await answer.json()) as { words: string[]; again: boolean }, form);
    });
  } else if (form.dataset.list !== undefined) {
    event.preventDefault();
    void once(form, { yes: pressed(event).value });
  } else if (form.dataset.throws !== undefined) {
    event.preventDefault();
    void once(form).then((answer) => answer?.ok && (form.parentElement!.hidden = true));
  } else if (form.dataset.answers !== undefined) {
    event.preventDefault();
    const skips = pressed(event).name === "skip";
    if (skips) form.reset();
    void once(form).then((answer) => {
      if (!answer) return;
      form.hidden = true;
      if (!skips) page.querySelector<HTMLElement>("[data-part=thanks]")!.hidden = false;
    });
  }
});

/** One screenshot, where whoever helps her asked for it. */
function sends(): void {
  const form = part<HTMLFormElement>("picture");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (onTheirWay.has(form)) return;
    const complain = (words: string): void => {
      const trouble = part("picture-trouble")!;
      trouble.lastElementChild!.textContent = words;
      trouble.hidden = !words;
    };
    complain("");
    const file = form.querySelector<HTMLInputElement>("[name=picture]")!.files?.[0];
    if (file && file.size > Number(form.dataset.most)) return complain(form.dataset.large!);
    const headers = { Accept: "application/json" };
    onTheirWay.add(form);
    void fetch(form.action, { method: "POST", headers, body: new FormData(form) })
      .catch(() => null)
      .then(async (answer) => {
        onTheirWay.delete(form);
        if (answer?.ok) return form.reset();
        const said = answer && ((await answer.json().catch(() => ({}))) as { say?: string }).say;
        complain(said || form.dataset.again!);
      });
  });
}

let fetched = false;
let follows = false;
/** What follows the end: it came with the answer to her own stop, else the server is asked for it. */
async function follow(standing: Standing): Promise<void> {
  const place = part("after");
  if (!place || follows || standing.state !== "ended") return;
  if (standing.after === undefined && fetched) return;
  fetched = true;
  const html = standing.after ?? (await piece(page.dataset.after!, () => !follows));
  if (follows || !html.trim()) return;
  follows = true;
  // A page of our own server, escaped there.
  place.innerHTML = html;
  keepList(place);
}

/** What was agreed becomes a file only after a warning, and is made on this device. */
function keepList(place: HTMLElement): void {
  const list = place.querySelector("[data-part=agreed]");
  const button = place.querySelector<HTMLElement>("[data-part=download]");
  if (!list || !button) return;
  button.hidden = false;
  button.onclick = () => (place.querySelector<HTMLElement>("[data-part=download-warning]")!.hidden = false);
  place.querySelector<HTMLElement>("[data-part=download-yes]")!.onclick = () => {
    const lines = [...list.children].map((one) => `- ${one.textContent!.trim()}`).join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines}\r\n`], { type: "text/plain" }));
    link.download = `${document.title}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
}

addEventListener("hulplijn:chat", (event) => {
  const standing = (event as CustomEvent<Standing>).detail;
  const runs = standing.state === "waiting" || standing.state === "talking";
  for (const element of page.querySelectorAll<HTMLElement>("[data-runs]")) {
    element.hidden = !runs || element.dataset.pressed === "yes";
  }
  asks(standing);
  sendsAway(standing);
  void agrees(standing);
  const picture = part("picture");
  if (picture) {
    const wasHidden = picture.hidden;
    picture.hidden = !(standing.state === "talking" && standing.told.picture);
    if (wasHidden && !picture.hidden) picture.scrollIntoView({ block: "nearest" });
  }
  void follow(standing);
});
addEventListener("hulplijn:leaving", () => {
  follows = true;
  listed = "";
  part("after")?.replaceChildren();
  part("shared")?.replaceChildren();
});

ticks();
inDanger();
sends();
consents();
