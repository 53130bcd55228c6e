import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profileRecord, treatyStatus } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { listShownIds } from "@/lib/pages";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { contentOf } from "@/lib/revisions";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { sameJson } from "@/lib/text/canonical";
import { seriesNumber, type TreatyStatusRecord, treatyStanding } from "./kinds/treaty-status";
import { isSectionKey, type SectionKey } from "./model";
import { profilePages } from "./page-kind";

type RecordRow = typeof profileRecord.$inferInsert;
type TreatyRow = typeof treatyStatus.$inferInsert;

/** Converts a section's content into rows of the tables over all countries. Pure. */
export function projectionOf(
  pageId: string,
  key: SectionKey,
  content: unknown,
): { records: RecordRow[]; treaties: TreatyRow[] } {
  const kind = recordsKindOf(key);
  if (!kind) return { records: [], treaties: [] };
  const { records } = content as RecordsContent;
  return {
    records: records.map((record, position) => ({
      pageId,
      section: key,
      recordId: record.id,
      position,
      title: kind.titleOf(record),
      confidence: textOf(record, "confidence"),
      asOf: textOf(record, "asOf"),
      data: record,
    })),
    treaties: key === "treaty-status" ? treatyRows(pageId, records as unknown as TreatyStatusRecord[]) : [],
  };
}

function textOf(record: AnyRecord, field: string): string | null {
  const value = record[field];
  return typeof value === "string" ? value : null;
}

/** One row for each treaty: its first record. */
function treatyRows(pageId: string, records: readonly TreatyStatusRecord[]): TreatyRow[] {
  const byTreaty = new Map<number, TreatyRow>();
  for (const record of records) {
    const treaty = seriesNumber(record);
    if (treaty === null || byTreaty.has(treaty)) continue;
    byTreaty.set(treaty, {
      pageId,
      treaty,
      recordId: record.id,
      status: treatyStanding(record),
      signedOn: record.signedOn?.value ?? null,
      consentOn: record.consentOn?.value ?? null,
      consentKind: record.consentKind,
      inForceOn: record.inForceOn?.value ?? null,
      invitedOn: record.invitedOn?.value ?? null,
      confidence: record.confidence,
      asOf: record.asOf,
    });
  }
  return [...byTreaty.values()];
}

/** Reads the current rows of a profile: of all its sections, or of one. */
async function readRows(
  tx: Tx,
  pageId: string,
  key?: SectionKey,
): Promise<{ records: RecordRow[]; treaties: TreatyRow[] }> {
  const own = key && eq(profileRecord.section, key);
  const records = await tx
    .select({
      pageId: profileRecord.pageId,
      section: profileRecord.section,
      recordId: profileRecord.recordId,
      position: profileRecord.position,
      title: profileRecord.title,
      confidence: profileRecord.confidence,
      asOf: profileRecord.asOf,
      data: profileRecord.data,
    })
    .from(profileRecord)
    .where(and(eq(profileRecord.pageId, pageId), own));
  if (key && key !== "treaty-status") return { records, treaties: [] };
  const treaties = await tx
    .select({
      pageId: treatyStatus.pageId,
      treaty: treatyStatus.treaty,
      recordId: treatyStatus.recordId,
      status: treatyStatus.status,
      signedOn: treatyStatus.signedOn,
      consentOn: treatyStatus.consentOn,
      consentKind: treatyStatus.consentKind,
      inForceOn: treatyStatus.inForceOn,
      invitedOn: treatyStatus.invitedOn,
      confidence: treatyStatus.confidence,
      asOf: treatyStatus.asOf,
    })
    .from(treatyStatus)
    .where(eq(treatyStatus.pageId, pageId));
  return { records, treaties };
}

/** Updates the rows of a profile to the wanted ones, writing only those that differ. */
async function writeRows(
  tx: Tx,
  pageId: string,
  there: { records: RecordRow[]; treaties: TreatyRow[] },
  wanted: { records: RecordRow[]; treaties: TreatyRow[] },
): Promise<number> {
  const records = compare(there.records, wanted.records, (row) => `${row.section}/${row.recordId}`);
  for (const { section: key, recordId } of records.gone) {
    const one = and(eq(profileRecord.section, key), eq(profileRecord.recordId, recordId));
    await tx.delete(profileRecord).where(and(eq(profileRecord.pageId, pageId), one));
  }
  if (records.changed.length > 0) {
    await tx
      .insert(profileRecord)
      .values(records.changed)
      .onConflictDoUpdate({
        target: [profileRecord.pageId, profileRecord.section, profileRecord.recordId],
        set: {
          position: sql`excluded.position`,
          title: sql`excluded.title`,
          confidence: sql`excluded.confidence`,
          asOf: sql`excluded.as_of`,
          data: sql`excluded.data`,
        },
      });
  }
  const treaties = compare(there.treaties, wanted.treaties, (row) => String(row.treaty));
  for (const { treaty } of treaties.gone)
    await tx
      .delete(treatyStatus)
      .where(and(eq(treatyStatus.pageId, pageId), eq(treatyStatus.treaty, treaty)));
  for (const row of treaties.changed) {
    await tx
      .insert(treatyStatus)
      .values(row)
      .onConflictDoUpdate({ target: [treatyStatus.pageId, treatyStatus.treaty], set: row });
  }
  return [records.gone, records.changed, treaties.gone, treaties.changed].reduce(
    (sum, rows) => sum + rows.length,
    0,
  );
}

function compare<Row>(there: readonly Row[], wanted: readonly Row[], keyOf: (row: Row) => string) {
  const before = new Map(there.map((row) => [keyOf(row), row]));
  const after = new Set(wanted.map(keyOf));
  return {
    gone: there.filter((row) => !after.has(keyOf(row))),
    changed: wanted.filter((row) => !sameJson(before.get(keyOf(row)), row)),
  };
}

/** Updates the rows of a section after a published revision, in the same transaction. */
export async function projectSection(
  ctx: Ctx,
  fact: { pageId: string; section: string; current: Change },
): Promise<void> {
  if (!isSectionKey(fact.section)) return;
  const kind = recordsKindOf(fact.section);
  if (!kind) return;
  const content = contentOf(kind, fact.current.after);
  const there = await readRows(ctx.tx, fact.pageId, fact.section);
  await writeRows(ctx.tx, fact.pageId, there, projectionOf(fact.pageId, fact.section, content));
}

/**
 * Rebuilds the rows of one profile from its sections. Returns the number of changes, 0 in a consistent
 * database. Locks the sections, so use few profiles in a transaction.
 */
export async function rebuildProfile(tx: Tx, pageId: string): Promise<number> {
  const own = eq(section.pageId, pageId);
  await tx.select({ id: section.id }).from(section).where(own).orderBy(asc(section.id)).for("no key update");
  // A separate statement: one that waited for the locks would combine new sections with old revisions.
  const rows = await tx
    .select({ key: section.key, content: revision.content })
    .from(section)
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(own);
  const wanted = rows.flatMap(({ key, content }) => {
    const kind = isSectionKey(key) ? recordsKindOf(key) : null;
    return kind && isSectionKey(key) && content !== null
      ? [projectionOf(pageId, key, contentOf(kind, { content }))]
      : [];
  });
  return writeRows(tx, pageId, await readRows(tx, pageId), {
    records: wanted.flatMap(({ records }) => records),
    treaties: wanted.flatMap(({ treaties }) => treaties),
  });
}

/** The pages of all profiles, in a fixed order. */
export const listProfilePageIds = () => listShownIds(profilePages);
