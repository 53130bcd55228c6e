import { and, asc, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { declaration } from "@/db/schema/legal";
import { profile, profileRecord, treatyStatus } from "@/db/schema/profiles";
import {
  isBoundLater,
  STATUS_TREATIES,
  type TreatyStatusRecord,
  treatyStanding,
} from "@/lib/profiles/kinds/treaty-status";
import { IS_BOUND_LATER } from "@/lib/profiles/reading";
import { recordedWord, statusWord, type TreatyStatus } from "@/lib/profiles/reading/model";
import { written } from "@/lib/revisions/records/wordings";
import { listDeclaredTexts } from "./declared-queries";
import { type DeclarationLine, isCounted, type StatusInstrument } from "./model";
import { writtenIn } from "./rows";

/** SQL: the treaty of a record of treaty status. */
const RECORDED_TREATY = sql<string>`(${profileRecord.data} ->> 'treaty')`;

/** A country's status under a treaty from its records, in the word that readers see. */
interface RecordedStanding {
  pageId: string;
  status: TreatyStatus;
  /** Whether it counts as a Party although it is not yet bound and is named otherwise. */
  isInForceLater: boolean;
  confidence: string;
}

/** Lists the recorded status of countries under a treaty. */
export async function listStandings(treaty: StatusInstrument, on: Queryable): Promise<RecordedStanding[]> {
  if (!isCounted(treaty))
    return (await listRecorded(treaty, on)).map(({ pageId, data }) => ({
      pageId,
      status: recordedWord(data),
      isInForceLater: treatyStanding(data) === "party" && isBoundLater(data),
      confidence: data.confidence,
    }));
  const rows = await on
    .select({
      pageId: treatyStatus.pageId,
      status: treatyStatus.status,
      isInForceLater: IS_BOUND_LATER,
      confidence: treatyStatus.confidence,
    })
    .from(treatyStatus)
    .where(eq(treatyStatus.treaty, Number(treaty)));
  return rows.map(({ status, ...row }) => ({
    ...row,
    status: statusWord({ status: status as TreatyStatus, isInForceLater: row.isInForceLater }),
  }));
}

/** Lists records on a treaty without full status data; the first of each country. */
async function listRecorded(treaty: StatusInstrument, on: Queryable) {
  const rows = await on
    .selectDistinctOn([profileRecord.pageId], { pageId: profileRecord.pageId, data: profileRecord.data })
    .from(profileRecord)
    .where(and(eq(profileRecord.section, "treaty-status"), sql`${RECORDED_TREATY} = ${treaty}`))
    .orderBy(asc(profileRecord.pageId), asc(profileRecord.position));
  return rows.map(({ pageId, data }) => ({ pageId, data: data as TreatyStatusRecord }));
}

/**
 * Counts the recorded Parties to treaties without full status data, by instrument; the real number may be
 * higher.
 */
export async function countRecordedParties(on: Queryable = db()): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const treaty of STATUS_TREATIES) {
    if (isCounted(treaty)) continue;
    const rows = await listRecorded(treaty, on);
    found.set(treaty, rows.filter(({ data }) => treatyStanding(data) === "party").length);
  }
  return found;
}

const NOTHING_SAID = {
  text: null,
  lang: null,
  translation: null,
  wordings: [],
  confidence: null,
  sources: [],
};

/** Lists States' declarations on any of some articles, by country slug. */
export async function listDeclarations(
  articles: readonly string[],
  on: Queryable = db(),
): Promise<DeclarationLine[]> {
  if (articles.length === 0) return [];
  const rows = await on
    .select({
      slug: profile.slug,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      designation: profile.designation,
      id: declaration.recordId,
      nature: declaration.nature,
      pinpoints: declaration.pinpoints,
      summary: declaration.summary,
      written: writtenIn("declaration", "treaty-status"),
      madeOn: declaration.madeOn,
      periodTo: declaration.periodTo,
    })
    .from(declaration)
    .innerJoin(profile, eq(profile.pageId, declaration.pageId))
    .where(sql`${declaration.articles} && ${sql.param([...articles])}::text[]`)
    .orderBy(asc(profile.slug), asc(declaration.position));
  const said = await listDeclaredTexts(rows, on);
  return rows.map(({ en, fr, ar, ...line }) => ({
    ...NOTHING_SAID,
    ...line,
    summary: written(line.summary),
    ...said.get(`${line.slug}/${line.id}`),
    names: { en, fr, ar },
  }));
}
