import { and, eq, isNotNull, lte, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { sameJson } from "@/lib/text/canonical";
import { contentOf, type Kinds, readNewestStanding, readRevision } from "./contents";
import { findSectionRow, type SectionRow, SOURCES } from "./sections";

/** The part of a stored record that the engine uses. */
interface StoredRecord {
  id: string;
}
interface RecordsContent {
  schemaVersion: number;
  records: StoredRecord[];
}

const recordsOf = (content: unknown) => (content as RecordsContent).records;

/** Lists sources that one content cites and another does not. */
export function newlyCited(kinds: Kinds, key: string, content: unknown, before: unknown): string[] {
  const kind = kinds(key);
  const known = new Set(kind.sources(before));
  return kind.sources(content).filter((id) => !known.has(id));
}

/** Finds the section of sources on a section's page; null if there is none yet. */
export function findSourcesOf(tx: Tx, one: SectionRow): Promise<SectionRow | null> {
  return findSectionRow(tx, { pageKind: one.pageKind, slug: one.slug, key: SOURCES });
}

/**
 * Adds records to the content of `sources`. Equal existing records are skipped; a different record with the
 * same id is rejected as `invalid`, or the existing one kept if `ifTaken` is "kept".
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

/** Throws `invalid`, with the ids, if a content cites sources that its page lacks. */
export function refuseUnknown(cited: readonly string[], sources: unknown): void {
  const known = new Set(recordsOf(sources).map((record) => record.id));
  const unknown = cited.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new DomainError("invalid", "unknown_source", {
      fields: { content: ["unknown_source"] },
      sources: unknown,
    });
}

/** Throws `conflict`, with the places, if removed sources are still cited in any section of the page. */
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

/** Finds cited sources that existed at revision `number` and were removed since, for a revert. */
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
