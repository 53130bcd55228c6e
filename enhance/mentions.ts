/*
 * Suggests names after "@" and the first letters in a comment: first participants of this page, by its links to
 * members, then members in the directory. Only an aid: a known handle can be typed with or without this script.
 */
import { Listbox, type ListEntry } from "@/components/listbox/listbox";
import { folded } from "@/components/listbox/matching";

export interface Person {
  handle: string;
  name: string;
}

/** Most names suggested. */
const MOST = 6;

/**
 * Finds the start of a mention that ends at the cursor: the position of its "@" and the text after it; null if
 * there is none.
 */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?<![\p{L}\p{N}._+-])@([\p{L}\p{N}-]{0,40})$/u.exec(text.slice(0, caret));
  return found ? { from: found.index, typed: found[1] ?? "" } : null;
}

/** Milliseconds without typing before the directory is searched. */
const PAUSE = 200;

/** Finds people whose handle, or a word of whose name, starts with the text; at most `MOST`. */
export function peopleFor(typed: string, people: readonly Person[]): Person[] {
  const start = folded(typed);
  const fits = ({ handle, name }: Person) =>
    [handle, ...name.split(/\s+/)].some((word) => folded(word).startsWith(start));
  return people.filter(fits).slice(0, MOST);
}

/** Merges the page's people with those of the directory, each once. */
export function merged(onPage: readonly Person[], listed: readonly Person[]): Person[] {
  const known = new Set(onPage.map(({ handle }) => handle));
  return [...onPage, ...listed.filter(({ handle }) => !known.has(handle))].slice(0, MOST);
}

/** Lists everyone whom the page links to, each once. */
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
  private readonly listbox: Listbox<ListEntry>;
  private timer = 0;
  private asking: AbortController | undefined;
  /** Visitors are refused once, then no further requests are sent. */
  private isRefused = false;

  constructor(private readonly field: HTMLTextAreaElement) {
    this.listbox = new Listbox<ListEntry>(field, {
      label: field.dataset.mentions ?? "",
      place: (list) => field.after(list),
      choose: ({ key }) => this.choose(key),
      marksFirst: true,
    });
    field.parentElement?.classList.add("has-choices");
    field.addEventListener("input", () => this.offer());
    field.addEventListener("keydown", (event) => this.listbox.takeKey(event));
    field.addEventListener("blur", () => this.cancel());
  }

  private begun(): { from: number; typed: string } | null {
    const { value, selectionStart, selectionEnd } = this.field;
    return selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null;
  }

  private offer(): void {
    this.cancel();
    this.listbox.close();
    const begun = this.begun();
    const onPage = begun ? peopleFor(begun.typed, peopleOnPage()) : [];
    this.show(onPage);
    if (begun && begun.typed !== "" && onPage.length < MOST)
      this.timer = window.setTimeout(() => void this.ask(begun.typed, onPage), PAUSE);
  }

  /** Cancels the pending search for earlier text. */
  private cancel(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  /**
   * Searches members in the directory in addition to those of the page; on failure only those of the page are
   * shown.
   */
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
      // Another letter was typed, or the connection failed: the page's own people are still offered.
    }
  }

  private show(people: readonly Person[]): void {
    const summary =
      people.length > 0 ? `${this.listbox.list.getAttribute("aria-label")} (${people.length})` : "";
    this.listbox.show(
      people.map(({ handle, name }) => ({
        key: handle,
        label: name,
        detail: `@${handle}`,
        isDetailLtr: true,
      })),
      summary,
    );
  }

  private choose(handle: string): void {
    const begun = this.begun();
    this.cancel();
    if (!begun) return;
    this.field.setRangeText(`@${handle} `, begun.from, this.field.selectionStart, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
