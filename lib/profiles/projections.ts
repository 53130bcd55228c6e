import { and, asc, eq, inArray, notExists, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { profileRecord, treatyStatus } from "@/db/schema/profiles";
import { page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { recordsKindOf } from "@/lib/kinds";
import { contentOf, readRevision } from "@/lib/revisions/contents";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { lockSections } from "@/lib/revisions/sections";
import { sameJson } from "@/lib/text/canonical";
import { type TreatyStatusRecord, treatyStanding } from "./kinds/treaty-status";
import { isSectionKey, type SectionKey } from "./model";

type RecordRow = typeof profileRecord.$inferInsert;
type TreatyRow = typeof treatyStatus.$inferInsert;

/** What a section's content says in the tables that answer questions across countries. Pure. */
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

/** One row per treaty: the first record that speaks of it. */
function treatyRows(pageId: string, records: readonly TreatyStatusRecord[]): TreatyRow[] {
  const byTreaty = new Map<number, TreatyRow>();
  for (const record of records) {
    const treaty = Number(record.treaty);
    if (byTreaty.has(treaty)) continue;
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

/**
 * Brings the rows of one section to what its content says, touching only those that differ. Answers how many did.
 * The section must be locked by the caller.
 */
export async function writeProjection(
  tx: Tx,
  pageId: string,
  key: SectionKey,
  content: unknown,
): Promise<number> {
  const wanted = projectionOf(pageId, key, content);
  const records = await writeRecords(tx, pageId, key, wanted.records);
  return records + (key === "treaty-status" ? await writeTreaties(tx, pageId, wanted.treaties) : 0);
}

async function writeRecords(tx: Tx, pageId: string, key: SectionKey, wanted: RecordRow[]): Promise<number> {
  const own = and(eq(profileRecord.pageId, pageId), eq(profileRecord.section, key));
  const there = await tx
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
    .where(own);
  const { gone, changed } = compare(there, wanted, (row) => row.recordId);
  if (gone.length > 0) await tx.delete(profileRecord).where(and(own, inArray(profileRecord.recordId, gone)));
  if (changed.length > 0) {
    await tx
      .insert(profileRecord)
      .values(changed)
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
  return gone.length + changed.length;
}

async function writeTreaties(tx: Tx, pageId: string, wanted: TreatyRow[]): Promise<number> {
  const own = eq(treatyStatus.pageId, pageId);
  const there = await tx
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
    .where(own);
  const { gone, changed } = compare(there, wanted, (row) => String(row.treaty));
  if (gone.length > 0)
    await tx.delete(treatyStatus).where(and(own, inArray(treatyStatus.treaty, gone.map(Number))));
  for (const row of changed) {
    await tx
      .insert(treatyStatus)
      .values(row)
      .onConflictDoUpdate({ target: [treatyStatus.pageId, treatyStatus.treaty], set: row });
  }
  return gone.length + changed.length;
}

function compare<Row>(there: readonly Row[], wanted: readonly Row[], keyOf: (row: Row) => string) {
  const before = new Map(there.map((row) => [keyOf(row), row]));
  const after = new Set(wanted.map(keyOf));
  return {
    gone: [...before.keys()].filter((key) => !after.has(key)),
    changed: wanted.filter((row) => !sameJson(before.get(keyOf(row)), row)),
  };
}

/** What follows from a revision that is published: its section's rows, in the same transaction. */
export async function projectSection(
  ctx: Ctx,
  fact: { pageId: string; pageKind: string; sectionId: string; section: string },
): Promise<void> {
  if (fact.pageKind !== "profile" || !isSectionKey(fact.section)) return;
  const kind = recordsKindOf(fact.section);
  if (!kind) return;
  const content = contentOf(kind, await currentOf(ctx.tx, fact.sectionId));
  await writeProjection(ctx.tx, fact.pageId, fact.section, content);
}

async function currentOf(tx: Tx, sectionId: string) {
  const [row] = await tx
    .select({ id: section.currentRevisionId })
    .from(section)
    .where(eq(section.id, sectionId));
  return readRevision(tx, row?.id ?? null);
}

/**
 * Writes the projections of one profile anew from what its sections say. With a sound database nothing changes; the
 * answer counts what did. Its sections are locked meanwhile: one profile to a transaction.
 */
export async function rebuildProfile(tx: Tx, pageId: string): Promise<number> {
  const own = await tx
    .select({ id: section.id, key: section.key })
    .from(section)
    .where(eq(section.pageId, pageId));
  const locked = await lockSections(
    tx,
    own.map(({ id }) => ({ id, to: "write" as const })),
  );
  let changed = 0;
  for (const row of locked.values()) {
    const kind = isSectionKey(row.key) ? recordsKindOf(row.key) : null;
    if (!kind || !isSectionKey(row.key)) continue;
    const content = contentOf(kind, await readRevision(tx, row.currentRevisionId));
    changed += await writeProjection(tx, pageId, row.key, content);
  }
  return changed + (await dropStrays(tx, pageId));
}

/** Rows of sections that the profile does not have. */
async function dropStrays(tx: Tx, pageId: string): Promise<number> {
  const home = tx
    .select({ one: sql`1` })
    .from(section)
    .where(and(eq(section.pageId, profileRecord.pageId), eq(section.key, profileRecord.section)));
  const gone = await tx
    .delete(profileRecord)
    .where(and(eq(profileRecord.pageId, pageId), notExists(home)))
    .returning({ recordId: profileRecord.recordId });
  return gone.length;
}

/** The pages of all profiles, in a fixed order. */
export async function listProfilePageIds(on: Queryable = db()): Promise<string[]> {
  const rows = await on
    .select({ id: page.id })
    .from(page)
    .where(eq(page.kind, "profile"))
    .orderBy(asc(page.id));
  return rows.map((row) => row.id);
}
