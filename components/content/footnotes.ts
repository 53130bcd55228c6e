import type { AnyRecord, Field } from "@/lib/revisions/records-fields";
import { type Content, type Inline, inlinesIn } from "@/lib/text/nodes";

/** A place on a page that cites a source. */
export interface Reference {
  source: string;
  /** The id of the mark on the page, for the link back from the list. */
  id: string;
}

/** The numbers of a page's sources, in order of first use. */
export interface Footnotes {
  /** Returns null for a source that the profile does not have. */
  numberOf(source: string): number | null;
  /** Returns the ids of the marks that cite a source, in order. */
  marksOf(source: string): readonly string[];
  /** The cited sources in order of number. */
  readonly order: readonly string[];
}

/** Numbers sources by first use across all parts of a page; the references are in the order of the page. */
export function numberFootnotes(references: readonly Reference[], known: ReadonlySet<string>): Footnotes {
  const marks = new Map<string, string[]>();
  for (const { source, id } of references) {
    if (!known.has(source)) continue;
    const own = marks.get(source);
    if (own) own.push(id);
    else marks.set(source, [id]);
  }
  return footnotesFrom([...marks]);
}

/** Footnotes as plain data: each source with its marks, in order of number. */
export type ListedNotes = readonly (readonly [source: string, marks: readonly string[]])[];

/** Converts footnotes to plain data for `footnotesFrom`. */
export function listNotes(footnotes: Footnotes): ListedNotes {
  return footnotes.order.map((source) => [source, footnotes.marksOf(source)]);
}

/** Restores footnotes from the result of `listNotes`. */
export function footnotesFrom(listed: ListedNotes): Footnotes {
  const order = listed.map(([source]) => source);
  const marks = new Map(listed);
  const numbers = new Map(order.map((source, n) => [source, n + 1]));
  return {
    order,
    numberOf: (source) => numbers.get(source) ?? null,
    marksOf: (source) => marks.get(source) ?? [],
  };
}

/** Returns the citations of prose in order. `prefix` is the section; it makes ids unique on the page. */
export function proseReferences(content: Content, prefix: string): Reference[] {
  return citationsIn(content).map((node, n) => ({ source: node.attrs.source, id: citationMark(prefix, n) }));
}

type Citation = Inline & { type: "citation" };

/** Returns each citation of prose with the id of its mark. */
export function citationIds(content: Content, prefix: string): Map<Citation, string> {
  return new Map(citationsIn(content).map((node, n) => [node, citationMark(prefix, n)]));
}

const citationMark = (prefix: string, n: number) => `r-${prefix}-${n + 1}`;

const found = new WeakMap<Content, Citation[]>();

/**
 * Returns the citations in a content. The result is cached: contents do not change, and several parts of a
 * page ask.
 */
function citationsIn(content: Content): readonly Citation[] {
  let citations = found.get(content);
  if (!citations) {
    citations = inlinesIn(content.doc.content).filter((node) => node.type === "citation");
    found.set(content, citations);
  }
  return citations;
}

/**
 * Returns the sources of records in the order of `RecordView`: first those of a record, then those of its
 * nested records.
 */
export function recordReferences(
  records: readonly AnyRecord[],
  fields: readonly Field[],
  prefix: string,
): Reference[] {
  return records.flatMap((record) => [
    ...fields
      .filter((field) => field.type === "sources")
      .flatMap((field) =>
        ((record[field.name] ?? []) as string[]).map((source) => ({
          source,
          id: recordMark(prefix, record, source),
        })),
      ),
    ...fields
      .filter((field) => field.type === "records")
      .flatMap((field) =>
        recordReferences((record[field.name] ?? []) as AnyRecord[], field.fields ?? [], prefix),
      ),
  ]);
}

/** Returns the id of the mark by which a record cites a source. */
export function recordMark(prefix: string, record: AnyRecord, source: string): string {
  return `r-${prefix}-${record.id}-${source}`;
}
