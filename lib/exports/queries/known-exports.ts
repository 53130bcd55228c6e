import { asc, eq, inArray, or, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { exportRecord } from "@/db/schema/exports";
import { profile } from "@/db/schema/profiles";
import { isLocale } from "@/lib/i18n/locales";
import { findNeighbours, findRevisionLine } from "@/lib/pages";
import { historyOf } from "@/lib/profiles/model";
import type { KnownExport } from "./model";

/** Most documents listed. Documents of the same data differ in form, format, language and version of our code. */
const MOST = 40;

/**
 * Lists the files that have this hash, then the documents that were made from data with this hash. A revision
 * that is hidden now is listed without its content: that it was exported is not a secret, its text is.
 */
export async function listKnownExports(sha256: string, on: Queryable = db()): Promise<KnownExport[]> {
  const ids = await on
    .select({ id: exportRecord.id })
    .from(exportRecord)
    .where(or(eq(exportRecord.sha256, sha256), eq(exportRecord.contentHash, sha256)))
    .limit(MOST);
  if (ids.length === 0) return [];
  const rows = await on
    .select({
      slug: profile.slug,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
      designation: profile.designation,
      number: exportRecord.number,
      format: exportRecord.format,
      form: exportRecord.form,
      language: exportRecord.language,
      size: exportRecord.size,
      sha256: exportRecord.sha256,
      readyAt: exportRecord.readyAt,
    })
    .from(exportRecord)
    .innerJoin(profile, eq(profile.pageId, exportRecord.pageId))
    .where(
      inArray(
        exportRecord.id,
        ids.map((row) => row.id),
      ),
    )
    .orderBy(
      sql`${exportRecord.sha256} is distinct from ${sha256}`,
      asc(exportRecord.createdAt),
      asc(exportRecord.id),
    );
  const known: KnownExport[] = [];
  for (const row of rows) {
    const { nameEn: en, nameFr: fr, nameAr: ar, readyAt, size, language, ...rest } = row;
    if (row.sha256 === null || readyAt === null || size === null) continue;
    const [line, neighbours] = await Promise.all([
      row.number === 0 ? null : findRevisionLine(historyOf(row.slug), row.number, on),
      findNeighbours(historyOf(row.slug), row.number, on),
    ]);
    known.push({
      ...rest,
      sha256: row.sha256,
      size,
      names: { en, fr, ar },
      language: isLocale(language) ? language : null,
      madeAt: readyAt,
      isFile: row.sha256 === sha256,
      isReadable: row.number === 0 || line !== null,
      isNewest: neighbours.next === null,
    });
  }
  return known;
}
