/*
 * What is being typed into the search field is met with things of that name: the ARIA pattern of a combobox whose list
 * is a help only. Enter sends the form as without this script, unless an entry of the list was chosen.
 */
interface Suggestion {
  label: string;
  kindName: string;
  href: string;
}

const PAUSE = 150;
const MIN_LENGTH = 2;

export function startSuggestions(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) new Combobox(field);
}

class Combobox {
  private readonly list = document.createElement("div");
  private readonly status = document.createElement("p");
  private shown: Suggestion[] = [];
  private active = -1;
  private timer = 0;
  private asking: AbortController | undefined;

  constructor(private readonly field: HTMLInputElement) {
    const id = `${field.id}-suggestions`;
    this.list.id = id;
    this.list.className = "pop choices";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.dataset.suggestLabel ?? "");
    this.list.hidden = true;
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    field.form?.append(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": id,
      "aria-expanded": "false",
    }))
      field.setAttribute(name, value);

    field.addEventListener("input", () => this.askSoon());
    field.addEventListener("keydown", (event) => this.onKey(event));
    field.addEventListener("blur", () => this.close());
    // The field keeps the focus, so that pressing an entry does not close the list first.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
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
      if (document.activeElement === this.field) this.show(answer.suggestions, answer.summary);
    } catch {
      // A newer question is on its way, or the line is broken: the form works as ever.
    }
  }

  private show(suggestions: Suggestion[], summary: string): void {
    // A page on which nobody searches has no status of ours among its own.
    if (!this.status.isConnected) this.list.after(this.status);
    this.shown = suggestions;
    this.list.replaceChildren(...suggestions.map((one, index) => this.optionOf(one, index)));
    this.mark(-1);
    this.list.hidden = suggestions.length === 0;
    this.field.setAttribute("aria-expanded", String(suggestions.length > 0));
    this.status.textContent = summary;
  }

  private optionOf({ label, kindName }: Suggestion, index: number): HTMLElement {
    const option = document.createElement("div");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dataset.index = String(index);
    const name = document.createElement("bdi");
    name.textContent = label;
    const kind = document.createElement("span");
    kind.className = "tiny dim";
    kind.textContent = kindName;
    option.append(name, " ", kind);
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

  private onKey(event: KeyboardEvent): void {
    // Keys that write a sign of Chinese or Japanese belong to its input method.
    if (event.isComposing || this.list.hidden) return;
    const count = this.shown.length;
    if (event.key === "ArrowDown") this.mark(this.active + 1 >= count ? -1 : this.active + 1);
    else if (event.key === "ArrowUp") this.mark(this.active < 0 ? count - 1 : this.active - 1);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private choose(index: number): void {
    const chosen = this.shown[index];
    if (!chosen) return;
    this.close();
    location.assign(chosen.href);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.status.textContent = "";
    this.mark(-1);
    this.field.setAttribute("aria-expanded", "false");
  }
}
