import type { ListEntry } from "./listbox";

/** What a list of people answers, or the suggestions of a search. */
interface Found {
  people?: { handle: string; name: string }[];
  suggestions?: { href: string; label: string }[];
}

/** A member in a list: chosen by handle, found by name. */
export const personEntry = (handle: string, name: string): ListEntry => ({
  key: handle,
  label: name,
  detail: `@${handle}`,
  isDetailLtr: true,
});

/** Whether a text can be the handle of a member who is on no list. */
export const isHandle = (text: string) => /^@?[a-z0-9][a-z0-9-]*$/.test(text);

const SHORTEST = 2;

/** Asks for members by what was typed, since a page names only a few: again at each letter, for the last answer alone. */
export class People {
  private asking = new AbortController();
  /** What was answered last, and to which words. */
  found: readonly ListEntry[] = [];
  private words = "";

  constructor(
    private readonly address: string,
    private readonly then: () => void,
  ) {}

  /** Whether what is known is the answer to these words. */
  knows(typed: string): boolean {
    return this.words === typed;
  }

  ask(typed: string): void {
    if (typed.length < SHORTEST || this.knows(typed)) return;
    this.asking.abort();
    this.asking = new AbortController();
    this.find(typed, this.asking.signal)
      .then((found) => {
        this.found = found;
        this.words = typed;
        this.then();
      })
      // A help, not a step: when it fails there is less to choose from.
      .catch(() => undefined);
  }

  private async find(typed: string, signal: AbortSignal): Promise<ListEntry[]> {
    const url = new URL(this.address, location.href);
    url.searchParams.set("q", typed);
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(String(response.status));
    const { people = [], suggestions = [] } = (await response.json()) as Found;
    const listed = suggestions.map(({ href, label }) => ({ handle: href.replace(/^.*\//, ""), name: label }));
    return [...people, ...listed].map(({ handle, name }) => personEntry(handle, name));
  }
}
