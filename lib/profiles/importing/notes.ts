import { blankRecord } from "@/lib/revisions/records/records-values";
import { safeUrl } from "@/lib/text/href";
import type { Block, Inline } from "@/lib/text/nodes";
import { type SourceRecord, sourcesKind } from "../kinds/sources";
import { bareWords } from "./words";

/** Most new sources of one save. */
const MOST_NEW_SOURCES = 50;
const TITLE_MAX = 200;
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:)\]]/iu;
/** A note that repeats the previous one: "Ibid., p. 3". */
const AGAIN = /^(?:ibid(?:em)?|id(?:em)?|m[eê]me texte|same source|المرجع نفسه)[.,;:\s]*/iu;
const LOCATOR_MAX = 120;

/** The id of a source cited in a note, and the place in it; empty for the whole source. */
interface Cited {
  source: string;
  locator: string;
}

/** Converts a document's notes into sources for one section; existing sources of the profile are reused. */
export class NotedSources {
  readonly added: SourceRecord[] = [];
  private readonly byUrl = new Map<string, string>();
  private readonly byTitle = new Map<string, string>();
  private last: string | null = null;

  constructor(standing: readonly SourceRecord[]) {
    for (const source of standing) this.know(source);
  }

  /** Replaces notes in blocks by citations; beyond the most new sources, a note becomes text in brackets. */
  cite<B extends Block>(blocks: readonly B[]): B[] {
    return JSON.parse(JSON.stringify(blocks), (_, value: unknown) =>
      isNote(value) ? this.inlineOf(value.attrs.text) : value,
    ) as B[];
  }

  /** Finds or creates the source of a note; null if the save already has the most new sources. */
  citedIn(note: string): Cited | null {
    const again = this.last === null ? null : AGAIN.exec(note);
    if (again && this.last) {
      const locator = note.slice(again[0].length).trim();
      if (locator.length <= LOCATOR_MAX) return { source: this.last, locator };
    }
    const source = this.sourceOf(note);
    if (source === null) return null;
    this.last = source;
    return { source, locator: "" };
  }

  /** Adds a source without a place in it. Returns its id. */
  add(source: SourceRecord): string {
    this.know(source);
    this.added.push(source);
    return source.id;
  }

  private inlineOf(note: string): Inline {
    const cited = this.citedIn(note);
    if (!cited) return { type: "text", text: ` (${note})` };
    const { source, locator } = cited;
    return { type: "citation", attrs: locator === "" ? { source } : { source, locator } };
  }

  private sourceOf(note: string): string | null {
    const url = safeUrl(ADDRESS.exec(note)?.[0] ?? null);
    const title = titleOf(note, url);
    const found = url === null ? this.byTitle.get(bareWords(title)) : this.byUrl.get(url);
    if (found !== undefined) return found;
    // One place is reserved for the file itself, which laws without a source cite.
    if (this.added.length >= MOST_NEW_SOURCES - 1) return null;
    return this.add(sourceRecord({ title, url, note: title.endsWith("…") ? note : null }));
  }

  /** Registers a source; of several with the same title or address, the first is cited. */
  private know({ id, title, url }: SourceRecord): void {
    const name = bareWords(title);
    if (!this.byTitle.has(name)) this.byTitle.set(name, id);
    if (url !== null && !this.byUrl.has(url)) this.byUrl.set(url, id);
  }
}

/** Creates a source; unknown fields stay empty. */
export function sourceRecord(given: {
  title: string;
  url: string | null;
  note?: string | null;
  publisher?: string | null;
  kind?: SourceRecord["kind"];
}): SourceRecord {
  const { title, url, note = null, publisher = null, kind = null } = given;
  return {
    ...(blankRecord(sourcesKind.fields) as SourceRecord),
    title,
    url,
    note,
    publisher,
    kind,
  } as SourceRecord;
}

/** Returns the words of a note without its address, cut at a word; for an address alone its host. */
function titleOf(note: string, url: string | null): string {
  const words = note
    .replace(ADDRESS, " ")
    .replace(/\(\s*\)|\[\s*\]|<\s*>/gu, " ")
    .replace(/\s+/gu, " ")
    .replace(/[\s,;:–-]+\.?$/u, "")
    .trim();
  if (words === "") return url === null ? note : new URL(url).host;
  if (words.length <= TITLE_MAX) return words;
  return `${words.slice(0, TITLE_MAX).replace(/\s+\S*$/u, "")}…`;
}

function isNote(value: unknown): value is { type: "footnote"; attrs: { text: string } } {
  return typeof value === "object" && value !== null && (value as { type?: unknown }).type === "footnote";
}
