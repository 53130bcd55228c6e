import type { ListEntry } from "./listbox";

/** The response of a list of people, or the suggestions of a search. */
interface Found {
  people?: { handle: string; name: string }[];
  suggestions?: { href: string; label: string }[];
}

/** Creates an entry for a member: chosen by handle, found by name. */
export const personEntry = (handle: string, name: string): ListEntry => ({
  key: handle,
  label: name,
  detail: `@${handle}`,
  isDetailLtr: true,
});

/** Whether a text can be the handle of a member who is not in a list. */
export const isHandle = (text: string) => /^@?[a-z0-9][a-z0-9-]*$/.test(text);

const SHORTEST = 2;

/** Looks up members by two typed letters or more, since a page lists only a few; uses only the last response. */
export class People {
  private asking = new AbortController();
  /** The last result, and the words that it is for. */
  found: readonly ListEntry[] = [];
  private words = "";

  constructor(
    private readonly address: string,
    private readonly then: () => void,
  ) {}

  /** Whether the result is for these words. */
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
      // A failed look-up only means fewer suggestions.
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
