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

/** The treaty of a record of the treaty status. */
const RECORDED_TREATY = sql<string>`(${profileRecord.data} ->> 'treaty')`;

/** How a country stands to a treaty by its records, in the word that readers see. */
interface RecordedStanding {
  pageId: string;
  status: TreatyStatus;
  /** Whether it is counted as a Party, though it is not yet bound and called otherwise. */
  isInForceLater: boolean;
  confidence: string;
}

/** How countries stand to a treaty, as far as that is recorded. */
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

/** The records that speak of a treaty that is not counted; of each country the first. */
async function listRecorded(treaty: StatusInstrument, on: Queryable) {
  const rows = await on
    .selectDistinctOn([profileRecord.pageId], { pageId: profileRecord.pageId, data: profileRecord.data })
    .from(profileRecord)
    .where(and(eq(profileRecord.section, "treaty-status"), sql`${RECORDED_TREATY} = ${treaty}`))
    .orderBy(asc(profileRecord.pageId), asc(profileRecord.position));
  return rows.map(({ pageId, data }) => ({ pageId, data: data as TreatyStatusRecord }));
}

/** How many Parties to treaties that are not counted are recorded, by instrument; at least as many there are. */
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

/** What States have declared on any of some articles, by the names of their countries' addresses. */
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
