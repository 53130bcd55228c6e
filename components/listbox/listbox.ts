import { onLeave } from "./after-press";
import type { Called } from "./names";

/** One entry of a list that is offered below a field. */
export interface ListEntry {
  /** What is chosen. */
  key: string;
  label: string;
  /** Smaller words behind the label, and whether they run from left to right whatever the page. */
  detail?: string | undefined;
  isDetailLtr?: boolean;
  /** What it is a name of: then it is found by its other names, too. */
  called?: Called | undefined;
}

interface Options<E extends ListEntry> {
  /** The list's name for those who hear the page. */
  label: string;
  /** Puts the list into the page. */
  place: (list: HTMLElement) => void;
  choose: (entry: E) => void;
  /** Whether the first entry is marked at once, and Tab chooses as Enter does: while a sentence is written. */
  marksFirst?: boolean;
  /** Whether the field is a combobox. A text in which names are completed stays a text. */
  isCombobox?: boolean;
}

/**
 * The list below a field: the one listbox under everything on this site that offers entries while somebody types. The
 * field keeps the focus; arrows move through the list, Enter chooses, Escape closes (the ARIA combobox pattern).
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

  /** Offers these entries; none closes the list. `summary` is read out. */
  show(entries: readonly E[], summary: string): void {
    // A page on which nobody types has no status of ours among its own.
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

  /** Says below the field that no entry has the words that are typed. */
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

  /** Takes the list out of the page. */
  remove(): void {
    this.list.remove();
    this.status.remove();
  }

  /** Answers a key of the field. True where it was the list's to answer. */
  takeKey(event: KeyboardEvent): boolean {
    // Keys that write a sign of Chinese or Japanese belong to its input method; those with others to the browser.
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

  /** Where an arrow leads: round the list and, where nothing need be chosen, through the field itself. */
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

/** The list of a combobox, right behind its field. */
export function listboxAt(
  field: HTMLInputElement,
  label: string,
  choose: (entry: ListEntry) => void,
): Listbox<ListEntry> {
  return new Listbox(field, { label, place: (list) => field.after(list), choose, isCombobox: true });
}

/**
 * Follows the keys of a combobox: arrows offer its entries, and Enter means the list (`enter`) instead of the form while
 * `isHeld`.
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
