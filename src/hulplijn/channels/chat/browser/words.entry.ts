// The page that shows four words: a button that copies them, where the browser lets a page do so.

export {};

const copy = document.querySelector<HTMLButtonElement>("[data-part=copy]");
const words = document.querySelector("[data-part=words]");

if (copy && words && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", () => {
    const text = [...words.children].map((one) => one.textContent).join(" ");
    void navigator.clipboard.writeText(text).then(() => (copy.textContent = copy.dataset.done ?? ""));
  });
}
