import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { SectionKey } from "@/lib/profiles/model";
import type { RecordedCountry } from "./model";

interface Row extends Record<string, unknown> {
  pageId: string;
  slug: string;
  iso2: string;
  en: string;
  fr: string;
  ar: string;
  designation: string | null;
}

/** Lists the countries and areas that have a record `r` of a section which meets a condition. */
export async function listCountriesWith(
  section: SectionKey,
  condition: SQL = sql`true`,
  on: Queryable = db(),
): Promise<RecordedCountry[]> {
  const { rows } = await on.execute<Row>(sql`
    select p.page_id as "pageId", p.slug, p.iso2, p.name_en as en, p.name_fr as fr, p.name_ar as ar, p.designation
    from profile p where p.page_id in (select r.page_id from profile_record r
      where r.section = ${section} and ${condition})`);
  return rows.map(({ en, fr, ar, ...rest }) => ({ ...rest, names: { en, fr, ar } }));
}

/** Lists a section's records of some countries, by page and in the order of the section. */
export async function listRecordsOf<R>(
  section: SectionKey,
  countries: readonly RecordedCountry[],
  on: Queryable = db(),
): Promise<Map<string, R[]>> {
  const byPage = new Map<string, R[]>();
  if (countries.length === 0) return byPage;
  const { rows } = await on.execute<{ pageId: string; data: R }>(sql`
    select r.page_id as "pageId", r.data from profile_record r
    where r.section = ${section} and r.page_id = any(${sql.param(countries.map(({ pageId }) => pageId))}::uuid[])
    order by r.position`);
  for (const { pageId, data } of rows) byPage.set(pageId, [...(byPage.get(pageId) ?? []), data]);
  return byPage;
}
