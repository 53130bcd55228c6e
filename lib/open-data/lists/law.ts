import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { provision } from "@/db/schema/legal";
import { profile } from "@/db/schema/profiles";
import { listArticles as articlesOf } from "@/lib/convention";
import { articlePathOf, INSTRUMENTS } from "@/lib/convention/model";
import { LOCALES } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { slugOf } from "./country";
import type { ArticlesList, ProvisionsList } from "./model";
import { cut, type Listed, partsOfKey, UUID } from "./place";

type Articles = z.infer<typeof ArticlesList> & { id?: string };

/** Lists articles of the covered instruments, in the order of their texts. */
export async function listArticles(query: Articles): Promise<Listed<object>> {
  const all = INSTRUMENTS.filter((one) => query.instrument === undefined || one === query.instrument)
    .flatMap(articlesOf)
    .filter(({ id }) => query.id === undefined || id === query.id);
  const start = query.after === undefined ? 0 : all.findIndex(({ id }) => id === query.after) + 1;
  if (query.after !== undefined && start === 0) partsOfKey(query.after, /^(?!)/);
  const page = cut(all.slice(start, start + query.limit + 1), query.limit, ({ id }) => id);
  return {
    ...page,
    rows: page.rows.map(({ id, instrument, number, kind, isAnswered }) => ({
      id,
      instrument,
      number,
      kind,
      isAnswered,
      titles: Object.fromEntries(
        LOCALES.map((locale) => [locale, message(translator(locale), `vocabulary.article.${id}`)]),
      ),
      href: articlePathOf(id) ?? "/convention",
    })),
  };
}

/** Provisions of the laws of all countries, with the articles that they answer to. */
export async function listProvisions(
  query: z.infer<typeof ProvisionsList>,
  on: Queryable = db(),
): Promise<Listed<object>> {
  const country = await slugOf(query.country, on);
  const rows = await on
    .select({
      pageId: provision.pageId,
      country: profile.slug,
      iso2: profile.iso2,
      id: provision.recordId,
      lawId: provision.lawId,
      lawTitle: provision.lawTitle,
      lawOriginal: provision.lawOriginal,
      lawState: provision.lawState,
      lawLang: provision.lawLang,
      locator: provision.locator,
      heading: provision.heading,
      note: provision.note,
      words: provision.words,
      lang: provision.lang,
      hasText: provision.hasText,
      hasTranslation: provision.hasTranslation,
      articles: provision.articles,
      pinpoints: provision.pinpoints,
      confidence: provision.confidence,
      asOf: provision.asOf,
      inForceFrom: provision.inForceFrom,
      inForceTo: provision.inForceTo,
      supersededBy: provision.supersededBy,
      force: provision.force,
    })
    .from(provision)
    .innerJoin(profile, eq(profile.pageId, provision.pageId))
    .where(
      and(
        query.after ? afterProvision(query.after) : undefined,
        country ? eq(profile.slug, country) : undefined,
        query.article ? sql`${provision.articles} @> array[${query.article}]` : undefined,
        query.force ? eq(provision.force, query.force) : undefined,
      ),
    )
    .orderBy(asc(provision.pageId), asc(provision.recordId))
    .limit(query.limit + 1);
  const page = cut(rows, query.limit, ({ pageId, id }) => `${pageId}.${id}`);
  return {
    ...page,
    rows: page.rows.map(({ pageId: _page, lawId, lawTitle, lawOriginal, lawState, lawLang, ...row }) => ({
      ...row,
      law: { id: lawId, title: lawTitle, original: lawOriginal, state: lawState, lang: lawLang },
      href: `/countries/${row.country}/law`,
    })),
  };
}

function afterProvision(after: string) {
  const [pageId, id] = partsOfKey(after, new RegExp(`^(${UUID})\\.([\\w-]+)$`));
  return sql`(${provision.pageId}, ${provision.recordId}) > (${pageId}::uuid, ${id})`;
}
