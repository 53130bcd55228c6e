import { onLeave } from "./after-press";
import type { Called } from "./names";

/** An entry of a list offered below a field. */
export interface ListEntry {
  /** The value that is chosen. */
  key: string;
  label: string;
  /** Smaller text after the label, and whether it runs from left to right on any page. */
  detail?: string | undefined;
  isDetailLtr?: boolean;
  /** What the label is a name of: the entry is then also found by other names. */
  called?: Called | undefined;
}

interface Options<E extends ListEntry> {
  /** The list's name for screen readers. */
  label: string;
  /** Places the list on the page. */
  place: (list: HTMLElement) => void;
  choose: (entry: E) => void;
  /**
   * Whether the first entry is selected at once, and Tab chooses like Enter: for lists within a sentence
   * being written.
   */
  marksFirst?: boolean;
  /** Whether the field is a combobox. A text in which names are completed is not. */
  isCombobox?: boolean;
}

/**
 * The list below a field: the single listbox for everything on this site that offers entries during typing.
 * The field keeps the focus; arrows move through the list, Enter chooses, Escape closes (the ARIA combobox
 * pattern).
 */
export class Listbox<E extends ListEntry> {
  readonly list = document.createElement("div");
  private readonly status = document.createElement("p");
  private shown: readonly E[] = [];
  private active = -1;

  constructor(
    private readonly field: HTMLInputElement | HTMLTextAreaElement,
    private readonly options: Options<E>,
  ) {
    this.list.id = `${field.id}-offered`;
    this.list.className = "pop choices";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", options.label);
    this.list.hidden = true;
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    options.place(this.list);
    field.setAttribute("aria-autocomplete", "list");
    if (options.isCombobox) {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-controls", this.list.id);
      field.setAttribute("aria-expanded", "false");
    }
    onLeave(field, () => this.close());
    // The field keeps the focus, so that pressing an entry does not close the list first.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.chooseAt(Number(option.dataset.index));
    });
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  /** Offers these entries; no entries close the list. `summary` is read aloud. */
  show(entries: readonly E[], summary: string): void {
    // Added on first use, so that a page without typing has no additional status element.
    if (!this.status.isConnected) this.list.after(this.status);
    if (entries.length === 0) {
      this.close();
      this.status.textContent = summary;
      return;
    }
    this.status.className = "vh";
    const kept = Math.max(this.active, 0);
    this.shown = entries;
    this.list.replaceChildren(...entries.map((entry, index) => this.optionOf(entry, index)));
    this.list.hidden = false;
    if (this.options.isCombobox) this.field.setAttribute("aria-expanded", "true");
    else this.field.setAttribute("aria-controls", this.list.id);
    this.status.textContent = summary;
    this.mark(this.options.marksFirst ? Math.min(kept, entries.length - 1) : -1);
  }

  /** Says below the field that no entry matches what was typed. */
  showNone(words: string): void {
    this.show([], words);
    this.status.className = "pop choices none";
  }

  close(): void {
    this.status.className = "vh";
    this.list.hidden = true;
    this.list.replaceChildren();
    this.shown = [];
    this.status.textContent = "";
    if (this.options.isCombobox) this.field.setAttribute("aria-expanded", "false");
    else this.field.removeAttribute("aria-controls");
    this.mark(-1);
  }

  /** Removes the list from the page. */
  remove(): void {
    this.list.remove();
    this.status.remove();
  }

  /** Handles a key of the field. Returns whether it did. */
  takeKey(event: KeyboardEvent): boolean {
    // Keys that compose a Chinese or Japanese character belong to the input method; those with modifiers to
    // the browser.
    if (event.isComposing || !this.isOpen || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { marksFirst = false } = this.options;
    const isChoosing = event.key === "Enter" || (marksFirst && event.key === "Tab");
    if (event.key === "ArrowDown") this.mark(this.next(1));
    else if (event.key === "ArrowUp") this.mark(this.next(-1));
    else if (isChoosing && !event.shiftKey && this.active >= 0) this.chooseAt(this.active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /**
   * Returns the entry that an arrow key moves to: the list wraps around, through the field itself if choosing
   * is optional.
   */
  private next(step: 1 | -1): number {
    const count = this.shown.length;
    const start = this.options.marksFirst ? 0 : -1;
    const at = this.active + step;
    if (at >= count) return start;
    return at < start ? count - 1 : at;
  }

  private chooseAt(index: number): void {
    const chosen = this.shown[index];
    if (!chosen) return;
    this.close();
    this.options.choose(chosen);
  }

  private optionOf({ label, detail, isDetailLtr }: E, index: number): HTMLElement {
    const option = document.createElement("div");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dataset.index = String(index);
    const name = document.createElement("bdi");
    name.textContent = label;
    option.append(name);
    if (detail) {
      const more = document.createElement("span");
      more.className = "tiny dim";
      if (isDetailLtr) more.dir = "ltr";
      more.textContent = detail;
      option.append(" ", more);
    }
    return option;
  }

  private mark(index: number): void {
    this.active = index;
    for (const [n, option] of [...this.list.children].entries())
      option.setAttribute("aria-selected", String(n === index));
    const chosen = this.list.children[index];
    if (chosen) {
      this.field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }
}

/** Creates the list of a combobox, directly after its field. */
export function listboxAt(
  field: HTMLInputElement,
  label: string,
  choose: (entry: ListEntry) => void,
): Listbox<ListEntry> {
  return new Listbox(field, { label, place: (list) => field.after(list), choose, isCombobox: true });
}

/**
 * Handles the keys of a combobox: arrows offer its entries, and Enter applies to the list (`enter`) instead
 * of the form while `isHeld`.
 */
export function listenToKeys(
  field: HTMLInputElement,
  listbox: Listbox<ListEntry>,
  { offer, isHeld, enter }: { offer: () => void; isHeld: () => boolean; enter: () => void },
): void {
  field.addEventListener("keydown", (event) => {
    if (listbox.takeKey(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") offer();
    if (event.key === "Enter" && !event.isComposing && isHeld()) {
      event.preventDefault();
      enter();
    }
  });
}
