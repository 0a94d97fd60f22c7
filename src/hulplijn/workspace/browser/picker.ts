// A list to choose from in a dialog: type to search, arrows to walk, Enter to do, Escape to leave (ARIA combobox).

import { cut, fit } from "./search";

export class Picker {
  private readonly field: HTMLInputElement;
  private readonly none: HTMLElement | null;
  private chosen: HTMLElement | undefined;

  constructor(
    readonly dialog: HTMLDialogElement,
    private readonly choose: (option: HTMLElement) => void,
    private readonly typed: (text: string) => void = () => undefined,
  ) {
    this.field = dialog.querySelector(".menu-field") as HTMLInputElement;
    this.none = dialog.querySelector(".menu-none");
    this.field.addEventListener("input", () => {
      this.search();
      this.typed(this.field.value);
    });
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    dialog.addEventListener("click", (event) => {
      const option = (event.target as HTMLElement).closest<HTMLElement>("[role=option]");
      if (option) this.take(option);
      else if (event.target === dialog) this.close();
    });
  }

  /** Show the list. The browser keeps the focus in it, and puts it back where it was at the end. */
  open(): void {
    if (this.dialog.open) return;
    this.field.value = "";
    this.dialog.showModal();
    this.field.focus();
    this.search();
  }

  close(): void {
    this.dialog.close();
  }

  /** Show what fits, after the list or what was typed has changed. */
  search(): void {
    const text = this.field.value;
    let best: { option: HTMLElement; score: number } | undefined;
    for (const option of this.options(true)) {
      const says = option.querySelector<HTMLElement>(".menu-says");
      const label = says?.textContent ?? "";
      const body = option.querySelector(".reply-text")?.textContent ?? "";
      const isOut = option.dataset.off || (option.dataset.sought && !text.trim());
      const score = isOut ? 0 : option.dataset.found ? 1 : fit(text, label) || fit(text, body) / 8;
      option.hidden = score === 0;
      option.classList.remove("chosen");
      if (says) mark(says, label, text);
      if (score && (!best || score > best.score)) best = { option, score };
    }
    this.dialog.querySelectorAll<HTMLElement>("[data-group]").forEach((group) => {
      group.hidden = !group.querySelector("[role=option]:not([hidden])");
    });
    this.point(text.trim() ? best?.option : this.options()[0]);
    if (this.none) this.none.textContent = best ? "" : (this.none.dataset.none ?? "");
  }

  private options(all = false): HTMLElement[] {
    return [...this.dialog.querySelectorAll<HTMLElement>(`[role=option]${all ? "" : ":not([hidden])"}`)];
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const options = this.options();
    const here = this.chosen ? options.indexOf(this.chosen) : -1;
    const to: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1 };
    if (event.key in to) {
      event.preventDefault();
      if (options.length) this.point(options[(to[event.key] + options.length) % options.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.chosen) this.take(this.chosen);
    } else if (event.key === "Tab") {
      // One stop only: the field. The list is walked with the arrows.
      event.preventDefault();
    }
  }

  private point(option: HTMLElement | undefined): void {
    this.chosen?.classList.remove("chosen");
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option;
    option?.classList.add("chosen");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private take(option: HTMLElement): void {
    this.close();
    // The browser gives focus back first; what is done may move it on.
    this.choose(option);
  }
}

function mark(place: HTMLElement, label: string, typed: string): void {
  place.replaceChildren(
    ...cut(typed, label).map((piece, index) => {
      if (index % 2 === 0) return piece;
      const bold = document.createElement("b");
      bold.textContent = piece;
      return bold;
    }),
  );
}
