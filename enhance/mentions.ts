/*
 * While a comment is typed, "@" and the first letters are met with the names of those who take part on this page, as
 * its links to members tell them, and then of members who chose to stand in the directory. Only a help: whoever knows
 * a handle types it, with or without this script.
 */
export interface Person {
  handle: string;
  name: string;
}

/** How many names are offered at once. */
const MOST = 6;

/** The beginning of a mention that ends at the caret: where its "@" stands and what follows it; null for none. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?<![\p{L}\p{N}._+-])@([\p{L}\p{N}-]{0,40})$/u.exec(text.slice(0, caret));
  return found ? { from: found.index, typed: found[1] ?? "" } : null;
}

/** How long the typing has to rest before the directory is asked, in milliseconds. */
const PAUSE = 200;

/** Accents do not count, nor does the case. */
const folded = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Those whose handle, or a word of whose name, begins so. */
export function peopleFor(typed: string, people: readonly Person[]): Person[] {
  const start = folded(typed);
  const fits = ({ handle, name }: Person) =>
    [handle, ...name.split(/\s+/)].some((word) => folded(word).startsWith(start));
  return people.filter(fits).slice(0, MOST);
}

/** Those of the page first, then those of the directory, each once. */
export function merged(onPage: readonly Person[], listed: readonly Person[]): Person[] {
  const known = new Set(onPage.map(({ handle }) => handle));
  return [...onPage, ...listed.filter(({ handle }) => !known.has(handle))].slice(0, MOST);
}

/** Everyone whom the page names by a link, each once. */
function peopleOnPage(): Person[] {
  const people = new Map<string, Person>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('main a[href*="/members/"]')) {
    const handle = /\/members\/([a-z0-9][a-z0-9-]*)$/.exec(link.pathname)?.[1];
    const name = link.textContent?.trim() ?? "";
    if (handle && name && !people.has(handle)) people.set(handle, { handle, name });
  }
  return [...people.values()];
}

export function startMentions(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-mentions]"))
    new Mentions(field);
}

class Mentions {
  private readonly list = document.createElement("div");
  private readonly status = document.createElement("p");
  private shown: Person[] = [];
  private active = -1;
  private timer = 0;
  private asking: AbortController | undefined;
  /** Whoever is not signed in is told so once, and is not asked again. */
  private isRefused = false;

  constructor(private readonly field: HTMLTextAreaElement) {
    const id = `${field.id}-people`;
    this.list.id = id;
    this.list.className = "pop choices";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.dataset.mentions ?? "");
    this.list.hidden = true;
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    field.after(this.list, this.status);
    field.parentElement?.classList.add("has-choices");
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", () => this.offer());
    field.addEventListener("keydown", (event) => this.onKey(event));
    field.addEventListener("blur", () => {
      this.forget();
      this.close();
    });
    // The field keeps the focus, so that pressing an entry does not close the list first.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
  }

  private begun(): { from: number; typed: string } | null {
    const { value, selectionStart, selectionEnd } = this.field;
    return selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null;
  }

  private offer(): void {
    this.forget();
    this.active = -1;
    const begun = this.begun();
    const onPage = begun ? peopleFor(begun.typed, peopleOnPage()) : [];
    this.show(onPage);
    if (begun && begun.typed !== "" && onPage.length < MOST)
      this.timer = window.setTimeout(() => void this.ask(begun.typed, onPage), PAUSE);
  }

  /** No answer to what was typed before is waited for. */
  private forget(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  /** Members of the directory beside those of the page; where that is not possible, those of the page alone. */
  private async ask(typed: string, onPage: readonly Person[]): Promise<void> {
    const { people } = this.field.dataset;
    if (!people || this.isRefused) return;
    const asking = new AbortController();
    this.asking = asking;
    try {
      const response = await fetch(`${people}?${new URLSearchParams({ q: typed })}`, {
        signal: asking.signal,
      });
      if (!response.ok) {
        this.isRefused = response.status === 401 || response.status === 403;
        return;
      }
      const answer = (await response.json()) as { people: Person[] };
      const all = merged(onPage, answer.people);
      if (all.length > onPage.length && document.activeElement === this.field) this.show(all);
    } catch {
      // Another letter was typed, or the line is broken: the page's own people are offered as ever.
    }
  }

  private show(people: readonly Person[]): void {
    if (people.length === 0) {
      this.close();
      return;
    }
    const at = Math.max(this.active, 0);
    this.shown = [...people];
    this.list.replaceChildren(...people.map((person, index) => this.optionOf(person, index)));
    this.list.hidden = false;
    this.field.setAttribute("aria-controls", this.list.id);
    this.status.textContent = `${this.list.getAttribute("aria-label")} (${people.length})`;
    this.mark(Math.min(at, people.length - 1));
  }

  private optionOf({ handle, name }: Person, index: number): HTMLElement {
    const option = document.createElement("div");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dataset.index = String(index);
    const shown = document.createElement("bdi");
    shown.textContent = name;
    const address = document.createElement("span");
    address.className = "tiny dim";
    address.dir = "ltr";
    address.textContent = `@${handle}`;
    option.append(shown, " ", address);
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
    // Keys that write a sign of Chinese or Japanese belong to its input method; those with others to the browser.
    if (event.isComposing || this.list.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.shown.length;
    if (event.key === "ArrowDown") this.mark((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.mark((this.active + count - 1) % count);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) this.choose(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private choose(index: number): void {
    const chosen = this.shown[index];
    const begun = this.begun();
    this.forget();
    this.close();
    if (!chosen || !begun) return;
    this.field.setRangeText(`@${chosen.handle} `, begun.from, this.field.selectionStart, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private close(): void {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.shown = [];
    this.status.textContent = "";
    this.field.removeAttribute("aria-controls");
    this.mark(-1);
  }
}
