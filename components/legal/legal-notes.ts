import { type Footnotes, numberFootnotes, type Reference } from "@/components/content/footnotes";
import type { LegalSource } from "@/lib/legal/model";
import type { LegalRow } from "@/lib/legal/profile/model";

/**
 * Id of the mark by which a record in the row of an article refers to a source: a law can be in several
 * rows.
 */
export function legalMark(article: string, record: string, source: string): string {
  return `r-${article}-${record}-${source}`;
}

/** Numbers the sources of a legal profile by first use, row by row. */
export function legalFootnotes(rows: readonly LegalRow[], sources: readonly LegalSource[]): Footnotes {
  const references = rows.flatMap((row): Reference[] => {
    const records = [
      ...row.provisions.map(({ provision }) => provision),
      ...(row.finding ? [row.finding] : []),
      ...row.paragraphs,
      ...row.declarations,
    ];
    return records.flatMap((record) =>
      record.sources.map((source) => ({ source, id: legalMark(row.article.id, record.id, source) })),
    );
  });
  return numberFootnotes(references, new Set(sources.map((source) => source.id)));
}
