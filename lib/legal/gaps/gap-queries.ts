import { and, asc, eq, ne } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { provision } from "@/db/schema/legal";
import { profile } from "@/db/schema/profiles";
import { PROFILE_ARTICLES } from "@/lib/convention/model";
import { byPage, LINE, lineOf } from "@/lib/legal/reading/rows";
import { findEvidence, type Wanted } from "../evidence/evidence-queries";
import type { Evidence } from "../evidence/model";
import { isGap, type LegalProfile } from "../profile/model";
import { findLegalProfile } from "../profile/profile-queries";
import { answersAny, IS_CURRENT } from "../reading/answer-queries";
import { type Gap, type GapReport, MAX_EXAMPLES, type Neighbour, nearness } from "./model";

/** A report with the texts, sources and revisions of its examples, by country slug. */
export interface FoundGaps {
  profile: LegalProfile;
  report: GapReport;
  evidence: ReadonlyMap<string, Evidence>;
}

/**
 * Finds the counted articles of a legal profile without a known answer (`isGap`), with the law of the nearest
 * countries on each; null if there is no such country.
 */
export async function findGaps(slug: string, on: Queryable = db()): Promise<FoundGaps | null> {
  const found = await findLegalProfile(slug, on);
  if (!found) return null;
  const rows = found.rows.filter((row) => row.isCounted);
  const open = rows.filter(isGap);
  const ids = open.map((row) => row.article.id);
  const lines = ids.length === 0 ? [] : await listExamples(found.head.pageId, ids, on);
  const countries = new Map(lines.map((line) => [line.pageId, line.country]));
  const byCountry = byPage(lines);
  const near = [...countries].sort(
    ([, a], [, b]) => nearness(found.head, b) - nearness(found.head, a) || (a.slug < b.slug ? -1 : 1),
  );
  const gaps = open.map(({ article }): Gap => {
    const examples = near.flatMap(([pageId, country]) => {
      const own = (byCountry.get(pageId) ?? []).filter((line) => line.articles.includes(article.id));
      return own.length > 0 ? [{ country, provisions: own.map(lineOf) }] : [];
    });
    return { article, examples: examples.slice(0, MAX_EXAMPLES) };
  });
  return {
    profile: found,
    report: { covered: rows.length - open.length, total: PROFILE_ARTICLES, gaps },
    evidence: await findEvidence(wantedOf(found.head.slug, gaps), on),
  };
}

/** Lists the report's country, and those of its examples with the provisions named. */
function wantedOf(slug: string, gaps: readonly Gap[]): Wanted[] {
  const named = new Map<string, string[]>([[slug, []]]);
  for (const { country, provisions } of gaps.flatMap((gap) => gap.examples))
    named.set(country.slug, [...(named.get(country.slug) ?? []), ...provisions.map((one) => one.id)]);
  return [...named].map(([of, provisions]) => ({ slug: of, provisions }));
}

/** Lists other countries' provisions in force that answer any of some articles, with their countries. */
async function listExamples(pageId: string, articles: readonly string[], on: Queryable) {
  const rows = await on
    .select({
      ...LINE,
      slug: profile.slug,
      iso2: profile.iso2,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      region: profile.region,
      subregion: profile.subregion,
      designation: profile.designation,
    })
    .from(provision)
    .innerJoin(profile, eq(profile.pageId, provision.pageId))
    .where(and(answersAny(articles), ne(provision.pageId, pageId), IS_CURRENT))
    .orderBy(asc(provision.position));
  return rows.map(({ slug, iso2, en, fr, ar, region, subregion, designation, ...line }) => {
    const country: Neighbour = { slug, iso2, names: { en, fr, ar }, region, subregion, designation };
    return { ...line, country };
  });
}
