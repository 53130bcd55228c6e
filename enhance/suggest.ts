/*
 * Suggests things by name while typing in the search field: the ARIA combobox pattern, where the list is only
 * an aid. Enter submits the form as without this script, unless an entry was chosen.
 */
import { Listbox, type ListEntry } from "@/components/listbox/listbox";

interface Suggestion {
  label: string;
  detail: string;
  href: string;
}

const PAUSE = 150;
const MIN_LENGTH = 2;

export function startSuggestions(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) new Combobox(field);
}

class Combobox {
  private readonly listbox: Listbox<ListEntry>;
  private timer = 0;
  private asking: AbortController | undefined;

  constructor(private readonly field: HTMLInputElement) {
    this.listbox = new Listbox<ListEntry>(field, {
      label: field.dataset.suggestLabel ?? "",
      place: (list) => field.form?.append(list),
      choose: ({ key }) => location.assign(key),
      isCombobox: true,
    });
    field.addEventListener("input", () => this.askSoon());
    field.addEventListener("keydown", (event) => this.listbox.takeKey(event));
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.field.value.trim().length < MIN_LENGTH) this.close();
    else this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    const url = new URL(this.field.dataset.suggest ?? "", location.href);
    url.searchParams.set("q", this.field.value);
    try {
      const response = await fetch(url, { headers: { accept: "application/json" }, signal: asking.signal });
      if (!response.ok) return this.close();
      const answer = (await response.json()) as { suggestions: Suggestion[]; summary: string };
      if (document.activeElement !== this.field) return;
      const entries = answer.suggestions.map(({ label, detail, href }) => ({ key: href, label, detail }));
      this.listbox.show(entries, answer.summary);
    } catch {
      // A later query is pending, or the connection failed: the form works as usual.
    }
  }

  private close(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.listbox.close();
  }
}
