import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { listCountriesWith, listRecordsOf } from "../countries";
import type { RecordedCountry } from "../countries/model";
import { type Measure, rulesFor } from "./model";

const SECTION = "cooperation-rules";

/** Lists the countries and areas with a rule, for a form of assistance if one is given. */
export function listCardCountries(
  measure: Measure | undefined,
  on: Queryable = db(),
): Promise<RecordedCountry[]> {
  const isFor = sql`(r.data -> 'measures' ? ${measure ?? ""} or r.data -> 'measures' = '[]')`;
  return listCountriesWith(SECTION, measure === undefined ? undefined : isFor, on);
}

/** Lists some countries in the order given with their rules, for a form of assistance if one is given. */
export async function listCards(
  countries: readonly RecordedCountry[],
  measure: Measure | undefined,
  on: Queryable = db(),
): Promise<{ country: RecordedCountry; rules: AnyRecord[] }[]> {
  const byPage = await listRecordsOf<AnyRecord>(SECTION, countries, on);
  return countries.map((country) => ({
    country,
    rules: rulesFor(byPage.get(country.pageId) ?? [], measure),
  }));
}
