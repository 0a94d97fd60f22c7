/*
 * Passkeys. A button with data-passkey says what it does: "use" one to come in, or "add" one. It is shown only
 * where this browser can; without this script the codes do.
 */

export {};

type Json = Record<string, unknown>;
interface Reader {
  parseCreationOptionsFromJSON(options: unknown): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON(options: unknown): PublicKeyCredentialRequestOptions;
}

const reader = window.PublicKeyCredential as unknown as Reader | undefined;
const isName = !/^[\d.]+$|^\[/.test(location.hostname);
const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";

async function post(address: string, body: Json): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Fragment": "passkey" },
    body: JSON.stringify(body),
  });
}

async function go(button: HTMLButtonElement): Promise<void> {
  const { passkey, begin = "", end = "" } = button.dataset;
  const wrong = document.getElementById(button.dataset.wrong ?? "");
  if (wrong) wrong.hidden = true;
  button.disabled = true;
  try {
    const asked = (await (await post(begin, {})).json()) as { publicKey: unknown };
    const made =
      passkey === "add"
        ? await navigator.credentials.create({ publicKey: reader!.parseCreationOptionsFromJSON(asked.publicKey) })
        : await navigator.credentials.get({ publicKey: reader!.parseRequestOptionsFromJSON(asked.publicKey) });
    const answer = await post(end + location.search, (made as unknown as { toJSON(): Json }).toJSON());
    if (!answer.ok) throw new Error("refused");
    if (answer.headers.get("Content-Type")?.includes("json")) location.assign(((await answer.json()) as { next: string }).next);
    else showCodes(await answer.text());
  } catch {
    if (wrong) wrong.hidden = false;
    button.disabled = false;
  }
}

/** Codes on paper are shown this once: the answer itself takes the place of the page. */
function showCodes(text: string): void {
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = page.querySelector("main");
  if (!main) return;
  document.title = page.title;
  document.querySelector("main")?.replaceWith(main);
  main.focus();
}

if (reader && typeof reader.parseRequestOptionsFromJSON === "function" && window.isSecureContext && isName) {
  document.querySelectorAll<HTMLElement>("[data-without-passkey]").forEach((told) => (told.hidden = true));
  document.querySelectorAll<HTMLButtonElement>("button[data-passkey]").forEach((button) => {
    const around = button.closest<HTMLElement>("[data-passkey-part]") ?? button;
    around.hidden = false;
    button.addEventListener("click", () => void go(button));
  });
}
