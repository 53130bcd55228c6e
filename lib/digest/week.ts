import { and, eq, gte, inArray, isNotNull, lt } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import { type HotQuestion, listHotQuestions } from "@/lib/discussions";
import { listNews, type News } from "@/lib/notices";
import { partOf } from "@/lib/profiles/model";
import type { PageNames } from "@/lib/profiles/watched/model";

const LAW_SORTS = ["provision", "provision-change", "assessment", "declaration"] as const;
/** Questions of the week that are read; a mail names fewer. */
const QUESTIONS = 100;

interface Country {
  pageId: string;
  slug: string;
  iso2: string | null;
  region: string | null;
  names: PageNames;
}

type Verified = { country: Country; part: NonNullable<ReturnType<typeof partOf>>; at: Date };

/** The public news of a period: changed law, verified sections, and the questions that were discussed most. */
export interface Week {
  laws: (News & { country: Country })[];
  verified: Verified[];
  questions: HotQuestion[];
}

const WEEK_MS = 7 * 86_400_000;
/** Milliseconds for which a week is not read again, so that a mail to each of thousands of readers costs little. */
const RECENT = 60_000;

const KEY = Symbol.for("octopus.week-of-law");
const shared = globalThis as { [KEY]?: { until: number; readAt: number; week: Week } };

/** Reads the public news of the week that ends at a moment, as of the last minute. */
export async function readWeekOnce(until: Date): Promise<Week> {
  const known = shared[KEY];
  if (known?.until === until.getTime() && Date.now() - known.readAt < RECENT) return known.week;
  const readAt = Date.now();
  const week = await readWeek({ from: new Date(until.getTime() - WEEK_MS), until });
  shared[KEY] = { until: until.getTime(), readAt, week };
  return week;
}

export const isEmpty = ({ laws, verified, questions }: Week): boolean =>
  laws.length + verified.length + questions.length === 0;

/** Reads the public news of a period. */
export async function readWeek(between: { from: Date; until: Date }, on: Queryable = db()): Promise<Week> {
  const [news, verified, questions] = await Promise.all([
    listNews(LAW_SORTS, between, on),
    listVerified(between, on),
    listHotQuestions(between.from, QUESTIONS, on),
  ]);
  const countries = await listCountries([...new Set(news.map(({ pageId }) => pageId))], on);
  const laws = news.flatMap((one) => {
    const country = countries.get(one.pageId);
    return country ? [{ ...one, country }] : [];
  });
  return { laws, verified, questions };
}

const COUNTRY = {
  pageId: profile.pageId,
  slug: profile.slug,
  iso2: profile.iso2,
  region: profile.region,
  en: profile.nameEn,
  fr: profile.nameFr,
  ar: profile.nameAr,
} as const;

type Row = Omit<Country, "names"> & PageNames;
const countryOf = ({ pageId, slug, iso2, region, ...names }: Row): Country => ({
  pageId,
  slug,
  iso2,
  region,
  names,
});

async function listCountries(pageIds: readonly string[], on: Queryable): Promise<Map<string, Country>> {
  if (pageIds.length === 0) return new Map();
  const rows = await on
    .select(COUNTRY)
    .from(profile)
    .where(inArray(profile.pageId, [...pageIds]));
  return new Map(rows.map((row) => [row.pageId, countryOf(row)]));
}

/** Lists sections that were verified between two moments and still are, by country. */
async function listVerified(
  { from, until }: { from: Date; until: Date },
  on: Queryable,
): Promise<Verified[]> {
  const f = sectionFreshness;
  const rows = await on
    .select({ country: COUNTRY, key: section.key, at: f.verifiedAt })
    .from(f)
    .innerJoin(section, eq(section.id, f.sectionId))
    .innerJoin(profile, eq(profile.pageId, f.pageId))
    .where(and(isNotNull(f.verifiedBy), gte(f.verifiedAt, from), lt(f.verifiedAt, until)))
    .orderBy(profile.slug, section.key);
  return rows.flatMap(({ country, key, at }) => {
    const part = partOf(key);
    return part && at ? [{ country: countryOf(country), part, at }] : [];
  });
}
