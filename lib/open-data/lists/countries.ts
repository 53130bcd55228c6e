import { and, asc, eq, gt, inArray, isNotNull, not, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { kindOf } from "@/lib/profiles/kinds";
import { partOf, type SectionKey, sectionOf } from "@/lib/profiles/model";
import { findSlugsOf } from "@/lib/profiles/reading";
import { contentOf, isTextHidden, SHOWN_SUMMARY } from "@/lib/revisions";
import { COUNTRY_FACTS } from "@/lib/vocabulary/country-facts";
import { slugOf } from "./country";
import type { CountriesList, SectionsList } from "./model";
import { cut, type Listed, partsOfKey } from "./place";

type Countries = z.infer<typeof CountriesList> & { slug?: string };

/** The languages and memberships come from one file, so their confidence is the same for all countries. */
const FACTS_FROM = {
  source: COUNTRY_FACTS.source,
  asOf: COUNTRY_FACTS.asOf,
  confidence: {
    languages: COUNTRY_FACTS.languages,
    isUnMember: COUNTRY_FACTS.un,
    isCoeMember: COUNTRY_FACTS.coe,
  },
};

/** Lists countries and areas by slug, with their written sections. */
export async function listCountries(query: Countries, on: Queryable = db()): Promise<Listed<object>> {
  const slug = query.slug && (await findSlugsOf([query.slug], on)).get(query.slug);
  if (query.slug && !slug) return { rows: [], next: null };
  const rows = await on
    .select({
      pageId: profile.pageId,
      slug: profile.slug,
      iso2: profile.iso2,
      iso3: profile.iso3,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      region: profile.region,
      subregion: profile.subregion,
      isUnMember: profile.isUnMember,
      isCoeMember: profile.isCoeMember,
      designation: profile.designation,
      languages: profile.languages,
    })
    .from(profile)
    .where(
      and(
        query.after ? gt(profile.slug, query.after) : undefined,
        slug ? eq(profile.slug, slug) : undefined,
        query.region ? eq(profile.region, query.region) : undefined,
        query.isCoeMember === undefined ? undefined : eq(profile.isCoeMember, query.isCoeMember),
      ),
    )
    .orderBy(asc(profile.slug))
    .limit(query.limit + 1);
  const page = cut(rows, query.limit, (row) => row.slug);
  const written = await listWritten(
    page.rows.map(({ pageId }) => pageId),
    on,
  );
  return {
    ...page,
    rows: page.rows.map(({ pageId, en, fr, ar, ...row }) => ({
      ...row,
      names: { en, fr, ar },
      factsFrom: FACTS_FROM,
      sections: written.get(pageId) ?? [],
      href: `/countries/${row.slug}`,
    })),
  };
}

async function listWritten(pageIds: readonly string[], on: Queryable) {
  const found = new Map<string, object[]>();
  if (pageIds.length === 0) return found;
  const rows = await on
    .select({
      pageId: section.pageId,
      key: section.key,
      language: section.language,
      number: revision.number,
      updatedAt: revision.createdAt,
    })
    .from(section)
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(inArray(section.pageId, [...pageIds]))
    .orderBy(asc(section.key));
  for (const { pageId, key, language, ...row } of rows) {
    const part = partOf(key);
    if (!part) continue;
    const lang = part.language ?? language ?? DEFAULT_CONTENT_LANGUAGE;
    found.set(pageId, [...(found.get(pageId) ?? []), { section: part.section, lang, ...row }]);
  }
  return found;
}

/** Current sections of profiles with their texts, by country and section. */
export async function listSections(
  query: z.infer<typeof SectionsList>,
  on: Queryable = db(),
): Promise<Listed<object>> {
  const country = await slugOf(query.country, on);
  const rows = await on
    .select({
      country: profile.slug,
      iso2: profile.iso2,
      key: section.key,
      language: section.language,
      number: revision.number,
      updatedAt: revision.createdAt,
      summary: SHOWN_SUMMARY,
      byToken: revision.byToken,
      label: revision.label,
      content: revision.content,
    })
    .from(profile)
    .innerJoin(section, and(eq(section.pageId, profile.pageId), isNotNull(section.currentRevisionId)))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(
      and(
        query.after ? afterSection(query.after) : undefined,
        country ? eq(profile.slug, country) : undefined,
        query.section ? sql`split_part(${section.key}, '@', 1) = ${query.section}` : undefined,
        query.lang ? inLanguage(query.lang) : undefined,
        eq(revision.state, "published"),
        not(isTextHidden()),
      ),
    )
    .orderBy(asc(profile.slug), asc(section.key))
    .limit(query.limit + 1);
  const page = cut(rows, query.limit, ({ country, key }) => `${country}/${key}`);
  return {
    ...page,
    rows: page.rows.flatMap(({ key, language, content, ...row }) => {
      const part = partOf(key);
      if (!part) return [];
      const lang = part.language ?? language ?? DEFAULT_CONTENT_LANGUAGE;
      const { family } = sectionOf(part.section);
      const own = contentOf(kindOf(part.section), { content });
      const href = `/countries/${row.country}${part.language ? `?lang=${lang}` : ""}#${part.section}`;
      return [{ ...row, section: part.section satisfies SectionKey, lang, family, content: own, href }];
    }),
  };
}

const inLanguage = (lang: string) =>
  sql`coalesce(nullif(split_part(${section.key}, '@', 2), ''), ${section.language}, ${DEFAULT_CONTENT_LANGUAGE}) = ${lang}`;

function afterSection(after: string) {
  const [slug, key] = partsOfKey(after, /^([a-z0-9-]+)\/([\w@-]+)$/);
  return sql`(${profile.slug}, ${section.key}) > (${slug}, ${key})`;
}
