// The fact sheet: what she types stays in this page. No form, no name, no store, no request; it goes with the page.

export {};

const page = document.querySelector<HTMLElement>("#sheet")!;
const fields: HTMLTextAreaElement[] = [];

for (const part of page.querySelectorAll<HTMLElement>("[data-ask]")) {
  const said = part.querySelector<HTMLElement>("[data-said]")!;
  const field = document.createElement("textarea");
  field.className = "input";
  field.rows = 3;
  field.autocomplete = "off";
  field.spellcheck = false; // some browsers send what they check to their maker
  field.setAttribute("autocapitalize", "sentences");
  field.setAttribute("aria-labelledby", `ask-${part.dataset.ask}`);
  field.value = said.textContent!.trim();
  // What is printed stands beside the field all the time: a field shows on paper only what fits in it.
  const copy = (): void => {
    said.textContent = field.value;
    part.classList.toggle("bare", !field.value.trim());
  };
  field.addEventListener("input", copy);
  copy();
  part.classList.add("typed");
  said.before(field);
  fields.push(field);
}

function empty(): void {
  for (const field of fields) {
    field.value = "";
    field.dispatchEvent(new Event("input"));
  }
}

page.querySelector<HTMLElement>("[data-part=does]")!.hidden = false;
page.querySelector<HTMLElement>("[data-part=print]")!.addEventListener("click", () => print());
page.querySelector<HTMLElement>("[data-part=empty]")!.addEventListener("click", () => {
  empty();
  fields[0]?.focus();
});
// Neither Back nor a restored tab finds it again.
addEventListener("pagehide", empty);
addEventListener("hulplijn:leaving", empty);
