import type { AnyRecord, Field } from "@/lib/revisions/records-fields";
import { type Content, type Inline, inlinesIn } from "@/lib/text/nodes";

/** A place in a page that refers to a source. */
export interface Reference {
  source: string;
  /** The id of the mark in the page, to which the note leads back. */
  id: string;
}

/** The numbers of a page's sources, in the order in which the page first refers to them. */
export interface Footnotes {
  /** Null for a source that the profile does not have. */
  numberOf(source: string): number | null;
  /** The ids of the marks that refer to a source, in order. */
  marksOf(source: string): readonly string[];
  /** The sources that the page refers to, by number. */
  readonly order: readonly string[];
}

/** Numbers sources by first use over all parts of a page, given in the order in which the page shows them. */
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

/** Footnotes as data: by number, each source with its marks. */
export type ListedNotes = readonly (readonly [source: string, marks: readonly string[]])[];

/** Lists footnotes as data, for `footnotesFrom`. */
export function listNotes(footnotes: Footnotes): ListedNotes {
  return footnotes.order.map((source) => [source, footnotes.marksOf(source)]);
}

/** Makes footnotes of what `listNotes` listed. */
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

/** The citations of prose, in order. `prefix` names the section: ids are unique in the page with it. */
export function proseReferences(content: Content, prefix: string): Reference[] {
  return citationsIn(content).map((node, n) => ({ source: node.attrs.source, id: citationMark(prefix, n) }));
}

type Citation = Inline & { type: "citation" };

/** Each citation of prose with the id of its mark. */
export function citationIds(content: Content, prefix: string): Map<Citation, string> {
  return new Map(citationsIn(content).map((node, n) => [node, citationMark(prefix, n)]));
}

const citationMark = (prefix: string, n: number) => `r-${prefix}-${n + 1}`;

const found = new WeakMap<Content, Citation[]>();

/** The citations of a content, which nobody changes: several parts of a page ask for them. */
function citationsIn(content: Content): readonly Citation[] {
  let citations = found.get(content);
  if (!citations) {
    citations = inlinesIn(content.doc.content).filter((node) => node.type === "citation");
    found.set(content, citations);
  }
  return citations;
}

/** The sources of records, in the order in which `RecordView` shows them: of a record, then of those within. */
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

/** The id of the mark by which a record refers to a source. */
export function recordMark(prefix: string, record: AnyRecord, source: string): string {
  return `r-${prefix}-${record.id}-${source}`;
}
