import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { AuthorityRecord } from "@/lib/profiles/kinds/authorities";
import { listCountriesWith, listRecordsOf } from "../countries";
import type { RecordedCountry } from "../countries/model";
import { functionsUnder, type ListedAuthority, type NamingArticle } from "./model";

/** SQL: whether the record `r` has a function under an article or one of its paragraphs. */
const isUnder = (article: NamingArticle): SQL =>
  sql`jsonb_path_exists(r.data, '$.functions[*].articles[*] ? (@ == $whole || @ starts with $part)',
    jsonb_build_object('whole', ${article}::text, 'part', ${`${article}(`}::text))`;

/** Lists the countries and areas of which authorities are recorded, under an article if one is given. */
export function listAuthorityCountries(
  article: NamingArticle | undefined,
  on: Queryable = db(),
): Promise<RecordedCountry[]> {
  return listCountriesWith("authorities", article === undefined ? undefined : isUnder(article), on);
}

/** Lists the authorities of some countries in the order given, with a function under an article if one is given. */
export async function listAuthorities(
  countries: readonly RecordedCountry[],
  article: NamingArticle | undefined,
  on: Queryable = db(),
): Promise<ListedAuthority[]> {
  const byPage = await listRecordsOf<AuthorityRecord>("authorities", countries, on);
  return countries.flatMap((country) =>
    (byPage.get(country.pageId) ?? [])
      .filter((record) => functionsUnder(record, article).length > 0)
      .map((record) => ({ country, record })),
  );
}
