import { and, eq, isNotNull, lte, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { sameJson } from "@/lib/text/canonical";
import { contentOf, type Kinds, readNewestStanding, readRevision } from "./contents";
import { findSectionRow, type SectionRow, SOURCES } from "./sections";

/** A record as every kind of the records family stores it, as far as the engine looks into it. */
interface StoredRecord {
  id: string;
}
interface RecordsContent {
  schemaVersion: number;
  records: StoredRecord[];
}

const recordsOf = (content: unknown) => (content as RecordsContent).records;

/** Sources that one content of a section cites and another one of it does not. */
export function newlyCited(kinds: Kinds, key: string, content: unknown, before: unknown): string[] {
  const kind = kinds(key);
  const known = new Set(kind.sources(before));
  return kind.sources(content).filter((id) => !known.has(id));
}

/** Finds the section of sources of the page on which another section stands; null when it has none yet. */
export function findSourcesOf(tx: Tx, one: SectionRow): Promise<SectionRow | null> {
  return findSectionRow(tx, { pageKind: one.pageKind, slug: one.slug, key: SOURCES });
}

/**
 * A content of `sources` with records added at its end. A record that is there already is passed over; one of the
 * same id that says something else is refused as `invalid`, or kept as it stands when `isTaken` is "kept".
 */
export function withSources(
  kinds: Kinds,
  content: unknown,
  added: readonly unknown[],
  ifTaken: "refused" | "kept",
): unknown {
  const kind = kinds(SOURCES);
  const { records: wanted } = kind.parse({
    ...(kind.empty() as RecordsContent),
    records: added,
  }) as RecordsContent;
  const byId = new Map(recordsOf(content).map((record) => [record.id, record]));
  const fresh = wanted.filter((record) => {
    const there = byId.get(record.id);
    if (there && ifTaken === "refused" && !sameJson(there, record))
      throw invalidFields({ newSources: ["taken"] });
    return !there;
  });
  return fresh.length === 0
    ? content
    : kind.parse({ ...(content as RecordsContent), records: [...recordsOf(content), ...fresh] });
}

/** Refuses a content that cites what is no source of its page: `invalid`, with the ids. */
export function refuseUnknown(cited: readonly string[], sources: unknown): void {
  const known = new Set(recordsOf(sources).map((record) => record.id));
  const unknown = cited.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new DomainError("invalid", "unknown_source", {
      fields: { content: ["unknown_source"] },
      sources: unknown,
    });
}

/** Refuses to take away sources that some section of the page still cites: `conflict`, with where. */
export async function refuseUsed(
  tx: Tx,
  kinds: Kinds,
  sources: SectionRow,
  before: unknown,
  after: unknown,
): Promise<void> {
  const kept = new Set(recordsOf(after).map((record) => record.id));
  const gone = recordsOf(before).filter((record) => !kept.has(record.id));
  if (gone.length === 0) return;
  const others = await tx
    .select({ key: section.key, content: revision.content })
    .from(section)
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(
      and(
        eq(section.pageId, sources.pageId),
        ne(section.id, sources.id),
        isNotNull(section.currentRevisionId),
      ),
    );
  const uses = others.flatMap(({ key, content }) => {
    const kind = kinds(key);
    const cited = new Set(kind.sources(contentOf(kind, { content })));
    return gone
      .filter((record) => cited.has(record.id))
      .map((record) => ({ source: record.id, section: key }));
  });
  if (uses.length > 0) throw new DomainError("conflict", "source_in_use", { uses });
}

/** Sources of a page that stood when revision `number` was made and stand no more: what a revert brings back. */
export async function recallSources(
  tx: Tx,
  kinds: Kinds,
  one: SectionRow,
  cited: readonly string[],
  number: number,
): Promise<unknown[]> {
  const sources = cited.length > 0 ? await findSourcesOf(tx, one) : null;
  if (!sources) return [];
  const kind = kinds(SOURCES);
  const now = recordsOf(contentOf(kind, await readRevision(tx, sources.currentRevisionId)));
  const missing = new Set(cited.filter((id) => !now.some((record) => record.id === id)));
  if (missing.size === 0) return [];
  const then = await readNewestStanding(tx, sources.id, lte(revision.number, number));
  return recordsOf(contentOf(kind, then)).filter((record) => missing.has(record.id));
}
