import { and, asc, inArray, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { mapping, provision } from "@/db/schema/legal";
import { profile } from "@/db/schema/profiles";
import { legalSystemOf } from "@/lib/vocabulary/legal-systems";
import { type Answer, type ArticleCounts, currentFirst, isCounted, type StatusInstrument } from "./model";
import { byPage, FINDING, findingOf, LINE, lineOf } from "./rows";
import { listStandings } from "./standing-queries";

/** SQL: provisions in force today; others do not count as answers. */
export const IS_CURRENT = sql`${provision.force} = 'current'`;

/** SQL: provisions that answer any of some articles, by one index lookup. */
export const answersAny = (articles: readonly string[]) =>
  sql`${provision.articles} && ${sql.param([...articles])}::text[]`;

/**
 * Lists the answers of all countries and areas to an article, or to several on one subject: provisions and
 * findings. Unsorted. `treaty` is the one whose status is shown.
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
  const statusOf = new Map(standings.map((row) => [row.pageId, row]));
  return profiles.map(({ pageId, en, fr, ar, ...head }) => {
    const own = findingsOf.get(pageId) ?? [];
    // Of several articles on one subject, the first that is assessed is used, else the first that has a finding.
    const rows = articles.flatMap((article) => own.filter((one) => one.article === article));
    const row = rows.find(({ coverage }) => coverage !== "not_assessed") ?? rows[0];
    const finding = row ? findingOf(row) : null;
    return {
      ...head,
      names: { en, fr, ar },
      system: legalSystemOf(head.iso2),
      status: treaty === null ? null : (statusOf.get(pageId)?.status ?? unsaid),
      isPartyLater: statusOf.get(pageId)?.isInForceLater ?? false,
      statusConfidence: statusOf.get(pageId)?.confidence ?? null,
      coverage: finding?.coverage ?? "not_assessed",
      finding,
      provisions: currentFirst((linesOf.get(pageId) ?? []).map(lineOf)),
    };
  });
}

/** Counts answers for each article, by id; articles without answers are absent. */
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
