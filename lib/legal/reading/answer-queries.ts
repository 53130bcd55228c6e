import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { declaration, mapping, provision } from "@/db/schema/legal";
import { profile, profileRecord, treatyStatus } from "@/db/schema/profiles";
import { subselect } from "@/db/subselect";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import type { Coverage } from "@/lib/profiles/kinds/mappings";
import { STATUS_TREATIES, type TreatyStatusRecord, treatyStanding } from "@/lib/profiles/kinds/treaty-status";
import { WORDINGS, type Wording, written } from "@/lib/revisions/records/wordings";
import type { Confidence } from "@/lib/revisions/records-fields";
import { legalSystemOf } from "@/lib/vocabulary/legal-systems";
import type { ForceState } from "../force/model";
import type { WrittenIn } from "../model";
import type { LineWords } from "../words/model";
import { listDeclaredTexts } from "./declared-queries";
import {
  type Answer,
  type AnswerStatus,
  type ArticleCounts,
  currentFirst,
  type DeclarationLine,
  type Finding,
  isCounted,
  type ProvisionLine,
  type Reviewer,
  type StatusInstrument,
} from "./model";

/** The language that the section around a row is written in. */
const writtenIn = (of: "provision" | "mapping" | "declaration", key: keyof WrittenIn) =>
  subselect<string>`coalesce((select s.language from section s
    where s.page_id = ${sql.identifier(of)}.page_id and s.key = ${key}), ${DEFAULT_CONTENT_LANGUAGE})`;

/** The columns of a provision as lists name it. */
export const LINE = {
  pageId: provision.pageId,
  id: provision.recordId,
  locator: provision.locator,
  heading: provision.heading,
  lang: provision.lang,
  note: provision.note,
  words: provision.words,
  written: writtenIn("provision", "laws"),
  confidence: provision.confidence,
  pinpoints: provision.pinpoints,
  articles: provision.articles,
  lawTitle: provision.lawTitle,
  lawOriginal: provision.lawOriginal,
  lawLang: provision.lawLang,
  lawState: provision.lawState,
  asOf: provision.asOf,
  inForceFrom: provision.inForceFrom,
  inForceTo: provision.inForceTo,
  supersededBy: provision.supersededBy,
  force: provision.force,
} as const;

interface LineRow {
  id: string;
  locator: string;
  heading: string | null;
  lang: string | null;
  note: string | null;
  words: Record<string, LineWords>;
  written: string;
  confidence: string;
  pinpoints: string[];
  lawTitle: string;
  lawOriginal: string | null;
  lawLang: string | null;
  lawState: string | null;
  asOf: string | null;
  inForceFrom: string | null;
  inForceTo: string | null;
  supersededBy: string | null;
  force: string;
}

/** A row as lists name it. */
export function lineOf(row: LineRow): ProvisionLine {
  return {
    id: row.id,
    locator: row.locator,
    heading: written(row.heading),
    lang: row.lang,
    note: written(row.note),
    words: row.words,
    written: row.written,
    confidence: row.confidence as Confidence,
    pinpoints: row.pinpoints,
    law: { title: written(row.lawTitle), original: row.lawOriginal, lang: row.lawLang, state: row.lawState },
    asOf: row.asOf,
    force: {
      state: row.force as ForceState,
      law: row.lawState,
      from: row.inForceFrom,
      to: row.inForceTo,
      supersededBy: row.supersededBy,
    },
  };
}

/** The columns of what was found of an article. */
export const FINDING = {
  pageId: mapping.pageId,
  article: mapping.article,
  recordId: mapping.recordId,
  coverage: mapping.coverage,
  confidence: mapping.confidence,
  comment: mapping.comment,
  wordings: sql<Wording[]>`coalesce(${mapping.data} -> ${WORDINGS}, '[]')`,
  written: writtenIn("mapping", "mappings"),
  assessedBy: mapping.assessedBy,
  assessedOn: mapping.assessedOn,
  reviewers: sql<Reviewer[]>`coalesce(${mapping.data} -> 'reviewers', '[]')`,
  reservation: subselect<string | null>`(select d.record_id from ${declaration} d
    where d.page_id = mapping.page_id and d.record_id = mapping.data ->> 'reservation')`,
} as const;

/** A row of what was found, without where it stands. */
export function findingOf(
  row: Omit<Finding, "coverage" | "confidence" | "comment"> & {
    coverage: string;
    confidence: string;
    comment: string | null;
  },
): Finding {
  const { recordId, wordings, assessedBy, assessedOn, reviewers, reservation } = row;
  return {
    recordId,
    wordings,
    assessedBy,
    assessedOn,
    reviewers,
    reservation,
    comment: written(row.comment),
    written: row.written,
    coverage: row.coverage as Coverage,
    confidence: row.confidence as Confidence,
  };
}

/** Rows by the page that they belong to, in their order. */
export function byPage<Row extends { pageId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.pageId);
    if (own) own.push(row);
    else found.set(row.pageId, [row]);
  }
  return found;
}

/** Provisions that are law today: no other counts as an answer. */
export const IS_CURRENT = sql`${provision.force} = 'current'`;

/** Provisions that answer any of some articles, by one look into the index. */
export const answersAny = (articles: readonly string[]) =>
  sql`${provision.articles} && ${sql.param([...articles])}::text[]`;

/**
 * What every country and area answers to an article, or to several that have one subject: its provisions and what
 * was found. Unsorted. `treaty` is the one whose status is told.
 */
export async function listAnswers(
  articles: readonly string[],
  treaty: StatusInstrument | null,
  on: Queryable = db(),
): Promise<Answer[]> {
  const [profiles, lines, findings, standings] = await Promise.all([
    on
      .select({
        pageId: profile.pageId,
        slug: profile.slug,
        iso2: profile.iso2,
        en: profile.nameEn,
        fr: profile.nameFr,
        ar: profile.nameAr,
        region: profile.region,
        designation: profile.designation,
      })
      .from(profile),
    articles.length === 0
      ? []
      : on.select(LINE).from(provision).where(answersAny(articles)).orderBy(asc(provision.position)),
    articles.length === 0
      ? []
      : on
          .select(FINDING)
          .from(mapping)
          .where(inArray(mapping.article, [...articles])),
    treaty === null ? [] : listStandings(treaty, on),
  ]);
  const unsaid = treaty !== null && isCounted(treaty) ? "none" : "unknown";
  const linesOf = byPage(lines);
  const findingsOf = byPage(findings);
  const statusOf = new Map(standings.map((row) => [row.pageId, row.status as AnswerStatus]));
  return profiles.map(({ pageId, en, fr, ar, ...head }) => {
    const own = findingsOf.get(pageId) ?? [];
    // Of several articles on one subject the first that was looked at speaks.
    const row = articles.flatMap((article) => own.filter((one) => one.article === article))[0];
    const finding = row ? findingOf(row) : null;
    return {
      ...head,
      names: { en, fr, ar },
      system: legalSystemOf(head.iso2),
      status: treaty === null ? null : (statusOf.get(pageId) ?? unsaid),
      coverage: finding?.coverage ?? "not_assessed",
      finding,
      provisions: currentFirst((linesOf.get(pageId) ?? []).map(lineOf)),
    };
  });
}

/** The treaty of a record of the treaty status. */
const RECORDED_TREATY = sql<string>`(${profileRecord.data} ->> 'treaty')`;

/** How countries stand to a treaty, as far as that is recorded. */
async function listStandings(treaty: StatusInstrument, on: Queryable) {
  if (isCounted(treaty))
    return on
      .select({ pageId: treatyStatus.pageId, status: treatyStatus.status })
      .from(treatyStatus)
      .where(eq(treatyStatus.treaty, Number(treaty)));
  return (await listRecorded(treaty, on)).map(({ pageId, data }) => ({
    pageId,
    status: treatyStanding(data),
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

const NOTHING_SAID = { text: null, lang: null, translation: null, wordings: [], sources: [] };

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

/** What is counted of each article, by its id; of an article that nobody has answered there is no entry. */
export async function countByArticle(on: Queryable = db()): Promise<Map<string, ArticleCounts>> {
  const [provisions, assessed] = await Promise.all([
    on.execute<{ article: string; count: number }>(sql`
      select article, count(distinct ${provision.pageId})::int as count
      from ${provision}, unnest(${provision.articles}) as article
      where ${IS_CURRENT} group by article`),
    on
      .select({ article: mapping.article, count: sql<number>`count(*)::int` })
      .from(mapping)
      .where(and(ne(mapping.coverage, "not_assessed")))
      .groupBy(mapping.article),
  ]);
  const counts = new Map<string, ArticleCounts>();
  for (const row of provisions.rows) counts.set(row.article, { provisions: row.count, assessed: 0 });
  for (const { article, count } of assessed)
    counts.set(article, { provisions: counts.get(article)?.provisions ?? 0, assessed: count });
  return counts;
}
