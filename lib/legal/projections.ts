import { and, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { declaration, mapping, provision } from "@/db/schema/legal";
import type { LawRecord } from "@/lib/profiles/kinds/laws";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";
import { translationsOf, upgradeProvision } from "@/lib/profiles/kinds/translations";
import { seriesNumber, type TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { originalText } from "@/lib/revisions/records/wordings";
import { sameJson } from "@/lib/text/canonical";
import { type Force, forceFacts, forceOf } from "./force/model";
import { baseOf } from "./model";
import { lineWords } from "./words/model";

type ProvisionRow = typeof provision.$inferInsert;
type MappingRow = typeof mapping.$inferInsert;
type DeclarationRow = typeof declaration.$inferInsert;

/** Converts a country's laws into rows of the table over all countries. Pure. */
export function provisionRows(
  pageId: string,
  laws: readonly LawRecord[],
  now: Date = new Date(),
): ProvisionRow[] {
  const all = laws.flatMap((law) => law.provisions.map((one) => ({ law, one })));
  return all.map(({ law, one }, position) => ({
    pageId,
    recordId: one.id,
    lawId: law.id,
    lawTitle: originalText(law.title),
    lawOriginal: law.titleOriginal,
    lawState: law.status,
    lawLang: law.lang[0] ?? null,
    position,
    locator: one.locator,
    heading: originalText(one.heading),
    note: originalText(one.note),
    words: lineWords(law, one),
    lang: one.lang,
    hasText: one.text !== null,
    // Records of an earlier version have one translation beside the text.
    hasTranslation: translationsOf(upgradeProvision(one)).length > 0,
    pinpoints: one.articles,
    articles: [...new Set(one.articles.map(baseOf))],
    confidence: one.confidence,
    asOf: law.asOf,
    ...forceColumns(forceOf(forceFacts(law, one), now)),
  }));
}

const forceColumns = ({ from, to, own, supersededBy, state }: Force) => ({
  inForceFrom: from,
  inForceTo: to,
  ownState: own,
  supersededBy,
  force: state,
});

/** Converts findings on whole articles: the first record for each article. Pure. */
export function mappingRows(pageId: string, records: readonly MappingRecord[]): MappingRow[] {
  const rows = new Map<string, MappingRow>();
  for (const record of records) {
    const [article = ""] = record.articles;
    if (rows.has(article) || baseOf(article) !== article) continue;
    rows.set(article, {
      pageId,
      article,
      recordId: record.id,
      coverage: record.coverage,
      confidence: record.confidence,
      comment: originalText(record.comment),
      assessedBy: record.assessedBy,
      assessedOn: record.assessedOn,
      asOf: record.asOf,
      data: record,
    });
  }
  return [...rows.values()];
}

/** Converts a State's declarations on articles, for each treaty. Pure. */
export function declarationRows(pageId: string, records: readonly TreatyStatusRecord[]): DeclarationRow[] {
  // A declaration is shown at an article that laws are assessed against, so other treaties are skipped.
  const all = records.flatMap((record) => {
    const treaty = seriesNumber(record);
    return treaty === null ? [] : record.declarations.map((one) => ({ treaty, one }));
  });
  return all.map(({ treaty, one }, position) => ({
    pageId,
    recordId: one.id,
    treaty,
    position,
    nature: one.nature,
    pinpoints: one.articles,
    articles: [...new Set(one.articles.map(baseOf))],
    summary: originalText(one.summary),
    madeOn: one.madeOn,
    periodTo: one.periodTo ?? null,
  }));
}

interface Written {
  /** Number of rows added, removed or changed. */
  changed: number;
  /** The articles whose content changed. */
  articles: Set<string>;
}

function compare<Row>(there: readonly Row[], wanted: readonly Row[], keyOf: (row: Row) => string) {
  const before = new Map(there.map((row) => [keyOf(row), row]));
  const after = new Set(wanted.map(keyOf));
  return {
    gone: there.filter((row) => !after.has(keyOf(row))),
    changed: wanted.filter((row) => !sameJson(before.get(keyOf(row)), row)),
    before,
  };
}

/** Updates the provisions of a country to the wanted rows, writing only those that differ. */
export async function writeProvisions(tx: Tx, pageId: string, wanted: ProvisionRow[]): Promise<Written> {
  const there = await tx
    .select(getTableColumns(provision))
    .from(provision)
    .where(eq(provision.pageId, pageId));
  const { gone, changed, before } = compare<ProvisionRow>(there, wanted, (row) => row.recordId);
  if (gone.length > 0) {
    const ids = gone.map((row) => row.recordId);
    await tx.delete(provision).where(and(eq(provision.pageId, pageId), inArray(provision.recordId, ids)));
  }
  if (changed.length > 0) {
    await tx
      .insert(provision)
      .values(changed)
      .onConflictDoUpdate({
        target: [provision.pageId, provision.recordId],
        set: {
          lawId: sql`excluded.law_id`,
          lawTitle: sql`excluded.law_title`,
          lawOriginal: sql`excluded.law_original`,
          lawState: sql`excluded.law_state`,
          lawLang: sql`excluded.law_lang`,
          position: sql`excluded.position`,
          locator: sql`excluded.locator`,
          heading: sql`excluded.heading`,
          note: sql`excluded.note`,
          words: sql`excluded.words`,
          lang: sql`excluded.lang`,
          hasText: sql`excluded.has_text`,
          hasTranslation: sql`excluded.has_translation`,
          pinpoints: sql`excluded.pinpoints`,
          articles: sql`excluded.articles`,
          confidence: sql`excluded.confidence`,
          asOf: sql`excluded.as_of`,
          inForceFrom: sql`excluded.in_force_from`,
          inForceTo: sql`excluded.in_force_to`,
          ownState: sql`excluded.own_state`,
          supersededBy: sql`excluded.superseded_by`,
          force: sql`excluded.force`,
        },
      });
  }
  const touched = [...gone, ...changed].flatMap((row) => [
    ...row.articles,
    ...(before.get(row.recordId)?.articles ?? []),
  ]);
  return { changed: gone.length + changed.length, articles: new Set(touched) };
}

/** Updates the findings on articles likewise. */
export async function writeMappings(tx: Tx, pageId: string, wanted: MappingRow[]): Promise<Written> {
  const there = await tx.select(getTableColumns(mapping)).from(mapping).where(eq(mapping.pageId, pageId));
  const { gone, changed } = compare<MappingRow>(there, wanted, (row) => row.article);
  if (gone.length > 0) {
    const articles = gone.map((row) => row.article);
    await tx.delete(mapping).where(and(eq(mapping.pageId, pageId), inArray(mapping.article, articles)));
  }
  if (changed.length > 0) {
    await tx
      .insert(mapping)
      .values(changed)
      .onConflictDoUpdate({
        target: [mapping.pageId, mapping.article],
        set: {
          recordId: sql`excluded.record_id`,
          coverage: sql`excluded.coverage`,
          confidence: sql`excluded.confidence`,
          comment: sql`excluded.comment`,
          assessedBy: sql`excluded.assessed_by`,
          assessedOn: sql`excluded.assessed_on`,
          asOf: sql`excluded.as_of`,
          data: sql`excluded.data`,
        },
      });
  }
  const articles = new Set([...gone, ...changed].map((row) => row.article));
  return { changed: gone.length + changed.length, articles };
}

/** Updates a State's declarations: they are few, so all are rewritten if any differs. */
export async function writeDeclarations(tx: Tx, pageId: string, wanted: DeclarationRow[]): Promise<Written> {
  const there = await tx
    .select(getTableColumns(declaration))
    .from(declaration)
    .where(eq(declaration.pageId, pageId));
  const { gone, changed, before } = compare<DeclarationRow>(there, wanted, (row) => row.recordId);
  if (gone.length + changed.length > 0) {
    await tx.delete(declaration).where(eq(declaration.pageId, pageId));
    if (wanted.length > 0) await tx.insert(declaration).values(wanted);
  }
  const touched = [...gone, ...changed].flatMap((row) => [
    ...row.articles,
    ...(before.get(row.recordId)?.articles ?? []),
  ]);
  return { changed: gone.length + changed.length, articles: new Set(touched) };
}

/** Rows in one statement, far below Postgres's limit of 65,535 parameters. */
const BATCH = 500;

/** Inserts rows of pages that have none yet. */
export async function insertRows(
  tx: Tx,
  rows: { provisions: ProvisionRow[]; mappings: MappingRow[]; declarations: DeclarationRow[] },
): Promise<void> {
  for (let from = 0; from < rows.provisions.length; from += BATCH)
    await tx.insert(provision).values(rows.provisions.slice(from, from + BATCH));
  for (let from = 0; from < rows.mappings.length; from += BATCH)
    await tx.insert(mapping).values(rows.mappings.slice(from, from + BATCH));
  for (let from = 0; from < rows.declarations.length; from += BATCH)
    await tx.insert(declaration).values(rows.declarations.slice(from, from + BATCH));
}
