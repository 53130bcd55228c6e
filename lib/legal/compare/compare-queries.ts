import { and, asc, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { mapping, provision } from "@/db/schema/legal";
import { profile, treatyStatus } from "@/db/schema/profiles";
import { findArticle } from "@/lib/convention";
import { byPage, FINDING, findingOf, LINE, lineOf } from "@/lib/legal/reading/rows";
import { findCountryCodes, IS_BOUND_LATER } from "@/lib/profiles/reading";
import { statusWord, type TreatyStatus } from "@/lib/profiles/reading/model";
import { answersAny } from "../reading/answer-queries";
import { currentFirst } from "../reading/model";
import { type ComparedCell, type Comparison, MAX_COMPARED } from "./model";

const CONVENTION = 185;

/**
 * Compares countries' law on articles, in the order requested: at most six countries by any of their names;
 * unknown articles are skipped.
 */
export async function compareLaws(
  names: readonly string[],
  ids: readonly string[],
  on: Queryable = db(),
): Promise<Comparison> {
  const codes = await findCountryCodes(names, on);
  const unknown = names.filter((name) => !codes.has(name));
  const all = [...new Set(names.flatMap((name) => codes.get(name) ?? []))];
  const asked = all.slice(0, MAX_COMPARED);
  const articles = ids.filter((id) => findArticle(id) !== null);
  const pages = await listPages(on, asked);
  const pageIds = pages.map((page) => page.pageId);
  const isEmpty = pageIds.length === 0 || articles.length === 0;
  const [lines, findings] = isEmpty
    ? [[], []]
    : await Promise.all([
        on
          .select(LINE)
          .from(provision)
          .where(and(inArray(provision.pageId, pageIds), answersAny(articles)))
          .orderBy(asc(provision.position)),
        on
          .select(FINDING)
          .from(mapping)
          .where(and(inArray(mapping.pageId, pageIds), inArray(mapping.article, articles))),
      ]);
  const linesOf = byPage(lines);
  const findingsOf = byPage(findings);
  const cellOf = (pageId: string, id: string): ComparedCell => {
    const row = (findingsOf.get(pageId) ?? []).find((one) => one.article === id);
    const finding = row ? findingOf(row) : null;
    return {
      finding,
      coverage: finding?.coverage ?? "not_assessed",
      provisions: currentFirst(
        (linesOf.get(pageId) ?? []).filter((one) => one.articles.includes(id)).map(lineOf),
      ),
    };
  };
  return {
    countries: pages.map(({ pageId: _, ...country }) => country),
    rows: articles.map((id) => ({ id, cells: pageIds.map((pageId) => cellOf(pageId, id)) })),
    unknown,
    leftOut: all.length - asked.length,
  };
}

async function listPages(on: Queryable, codes: readonly string[]) {
  if (codes.length === 0) return [];
  const rows = await on
    .select({
      pageId: profile.pageId,
      slug: profile.slug,
      iso2: profile.iso2,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      designation: profile.designation,
      status: treatyStatus.status,
      isInForceLater: IS_BOUND_LATER,
      statusConfidence: treatyStatus.confidence,
    })
    .from(profile)
    .leftJoin(treatyStatus, and(eq(treatyStatus.pageId, profile.pageId), eq(treatyStatus.treaty, CONVENTION)))
    .where(inArray(profile.iso2, [...codes]));
  return codes.flatMap((code) => {
    const row = rows.find((one) => one.iso2 === code);
    if (!row) return [];
    const { pageId, slug, iso2, designation, en, fr, ar, status, isInForceLater, statusConfidence } = row;
    return [
      {
        pageId,
        slug,
        iso2,
        designation,
        names: { en, fr, ar },
        status: statusWord({ status: (status ?? "none") as TreatyStatus, isInForceLater }),
        statusConfidence,
      },
    ];
  });
}
