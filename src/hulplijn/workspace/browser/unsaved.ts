// A form whose words are kept by pressing a button only: whoever leaves before that is asked first.

export function dressUnsaved(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-unsaved]");
  if (!form) return;
  let isUnsaved = form.dataset.unsaved === "yes";
  form.addEventListener("input", () => (isUnsaved = true));
  form.addEventListener("submit", () => (isUnsaved = false));
  addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
  document.querySelector<HTMLElement>("#mistakes")?.focus();
}
