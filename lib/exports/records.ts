import { and, eq, lt, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { exportRecord } from "@/db/schema/exports";
import { fileObject } from "@/db/schema/files";
import { profile } from "@/db/schema/profiles";
import { newId } from "@/lib/core/id";
import type { Locale } from "@/lib/i18n/locales";
import { type ExportForm, MAKER } from "./model";
import type { FoundData } from "./profile-data";

/** Identifies a document: the same key gives the same bytes. */
export interface ExportKey {
  pageId: string;
  number: number;
  format: "pdf" | "docx";
  form: ExportForm;
  language: Locale;
  contentHash: string;
  maker: number;
}

export function keyOf(
  found: FoundData,
  one: { format: "pdf" | "docx"; form: ExportForm; language: Locale },
): ExportKey {
  const { format, form, language } = one;
  const { pageId, contentHash, data } = found;
  return { pageId, number: data.revision, format, form, language, contentHash, maker: MAKER };
}

const ofKey = (key: ExportKey) =>
  and(
    eq(exportRecord.pageId, key.pageId),
    eq(exportRecord.number, key.number),
    eq(exportRecord.format, key.format),
    eq(exportRecord.form, key.form),
    eq(exportRecord.language, key.language),
    eq(exportRecord.contentHash, key.contentHash),
    eq(exportRecord.maker, key.maker),
  );

/** A document that is made, being made, or failed. */
export interface MadeExport extends Omit<ExportKey, "format"> {
  id: string;
  slug: string;
  iso2: string;
  format: "json" | "pdf" | "docx";
  state: "making" | "ready" | "failed";
  progress: number;
  sha256: string | null;
  size: number | null;
  /** Storage key of its bytes; null if they are not stored (any more). */
  objectKey: string | null;
  createdAt: Date;
  askedAt: Date;
}

function select(on: Queryable) {
  return on
    .select({
      id: exportRecord.id,
      pageId: exportRecord.pageId,
      slug: profile.slug,
      iso2: profile.iso2,
      number: exportRecord.number,
      format: exportRecord.format,
      form: exportRecord.form,
      language: sql<Locale>`${exportRecord.language}`,
      contentHash: exportRecord.contentHash,
      maker: exportRecord.maker,
      state: exportRecord.state,
      progress: exportRecord.progress,
      sha256: exportRecord.sha256,
      size: exportRecord.size,
      objectKey: fileObject.key,
      createdAt: exportRecord.createdAt,
      askedAt: exportRecord.askedAt,
    })
    .from(exportRecord)
    .innerJoin(profile, eq(profile.pageId, exportRecord.pageId))
    .leftJoin(fileObject, and(eq(fileObject.key, exportRecord.objectKey), eq(fileObject.state, "kept")));
}

/** Finds a document by its key; null if nobody requested it yet. */
export async function findExport(key: ExportKey, on: Queryable = db()): Promise<MadeExport | null> {
  const [row] = await select(on).where(ofKey(key));
  return row ?? null;
}

/** Finds a document by its id; null if there is none. */
export async function findExportById(id: string, on: Queryable = db()): Promise<MadeExport | null> {
  const [row] = await select(on).where(eq(exportRecord.id, id));
  return row ?? null;
}

/** Milliseconds after which an unfinished attempt counts as killed. */
const DEAD = 10 * 60_000;

/**
 * Claims the making of a document. Returns its id, or null if someone else is making it. Only the claimant
 * makes it.
 */
export async function claimExport(key: ExportKey, now: Date): Promise<string | null> {
  const dead = new Date(now.getTime() - DEAD).toISOString();
  const [row] = await db()
    .insert(exportRecord)
    .values({ id: newId(now.getTime()), ...key, state: "making", createdAt: now, askedAt: now })
    .onConflictDoUpdate({
      target: [
        exportRecord.pageId,
        exportRecord.number,
        exportRecord.format,
        exportRecord.form,
        exportRecord.language,
        exportRecord.contentHash,
        exportRecord.maker,
      ],
      set: { state: "making", progress: 0, createdAt: now, askedAt: now },
      setWhere: sql`(${exportRecord.state} <> 'making' or ${exportRecord.createdAt} < ${dead})`,
    })
    .returning({ id: exportRecord.id });
  return row?.id ?? null;
}

const HOUR = 3_600_000;

/** Records that a document is still requested; to the hour, so that not every read writes. */
export async function touchExport(made: MadeExport, now: Date): Promise<void> {
  if (now.getTime() - made.askedAt.getTime() < HOUR) return;
  await db().update(exportRecord).set({ askedAt: now }).where(eq(exportRecord.id, made.id));
}

/** Records the progress of making a document. */
export async function recordProgress(id: string, progress: number): Promise<void> {
  await db()
    .update(exportRecord)
    .set({ progress })
    .where(
      and(eq(exportRecord.id, id), eq(exportRecord.state, "making"), lt(exportRecord.progress, progress)),
    );
}

/** Lists the sizes of documents made from these data in a language, by format and form. */
export async function listExportSizes(
  found: FoundData,
  language: Locale,
  on: Queryable = db(),
): Promise<ReadonlyMap<string, number>> {
  const rows = await on
    .select({ format: exportRecord.format, form: exportRecord.form, size: exportRecord.size })
    .from(exportRecord)
    .where(
      and(
        eq(exportRecord.pageId, found.pageId),
        eq(exportRecord.number, found.data.revision),
        eq(exportRecord.contentHash, found.contentHash),
        eq(exportRecord.language, language),
        eq(exportRecord.maker, MAKER),
        eq(exportRecord.state, "ready"),
      ),
    );
  return new Map(
    rows.flatMap(({ format, form, size }) => (size ? [[`${format}-${form}`, size] as const] : [])),
  );
}
