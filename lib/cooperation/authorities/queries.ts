import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { AuthorityRecord } from "@/lib/profiles/kinds/authorities";
import { type AuthorityCountry, functionsUnder, type ListedAuthority, type NamingArticle } from "./model";

/** SQL: whether the record `r` has a function under an article or one of its paragraphs. */
const isUnder = (article: NamingArticle): SQL =>
  sql`jsonb_path_exists(r.data, '$.functions[*].articles[*] ? (@ == $whole || @ starts with $part)',
    jsonb_build_object('whole', ${article}::text, 'part', ${`${article}(`}::text))`;

interface Row extends Record<string, unknown> {
  pageId: string;
  slug: string;
  iso2: string;
  en: string;
  fr: string;
  ar: string;
  designation: string | null;
}

/** Lists the countries and areas of which authorities are recorded, under an article if one is given. */
export async function listAuthorityCountries(
  article: NamingArticle | undefined,
  on: Queryable = db(),
): Promise<AuthorityCountry[]> {
  const { rows } = await on.execute<Row>(sql`
    select p.page_id as "pageId", p.slug, p.iso2, p.name_en as en, p.name_fr as fr, p.name_ar as ar, p.designation
    from profile p where p.page_id in (select r.page_id from profile_record r
      where r.section = 'authorities' ${article === undefined ? sql`` : sql`and ${isUnder(article)}`})`);
  return rows.map(({ en, fr, ar, ...rest }) => ({ ...rest, names: { en, fr, ar } }));
}

/** Lists the authorities of some countries in the order given, with a function under an article if one is given. */
export async function listAuthorities(
  countries: readonly AuthorityCountry[],
  article: NamingArticle | undefined,
  on: Queryable = db(),
): Promise<ListedAuthority[]> {
  if (countries.length === 0) return [];
  const { rows } = await on.execute<{ pageId: string; data: AuthorityRecord }>(sql`
    select r.page_id as "pageId", r.data from profile_record r
    where r.section = 'authorities' and r.page_id = any(${sql.param(countries.map(({ pageId }) => pageId))}::uuid[])
    order by r.position`);
  const byPage = new Map<string, AuthorityRecord[]>();
  for (const { pageId, data } of rows)
    if (functionsUnder(data, article).length > 0) byPage.set(pageId, [...(byPage.get(pageId) ?? []), data]);
  return countries.flatMap((country) =>
    (byPage.get(country.pageId) ?? []).map((record) => ({ country, record })),
  );
}
