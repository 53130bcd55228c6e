import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { REPORTABLE, type Reportable, type ReportingCountry } from "./model";

interface Row extends Record<string, unknown> {
  slug: string;
  en: string;
  fr: string;
  ar: string;
  designation: string | null;
  places: number;
  accepts: string[];
}

/**
 * Lists every country and area with the number of its places where a crime can be reported, and what they accept; of one
 * thing that happened, only places that accept it. One row a country, however many places are recorded.
 */
export async function listReportingCountries(
  what: Reportable | undefined,
  on: Queryable = db(),
): Promise<ReportingCountry[]> {
  const accepted = what === undefined ? sql`true` : sql`r.data -> 'accepts' ? ${what}`;
  const { rows } = await on.execute<Row>(sql`
    select p.slug, p.name_en as en, p.name_fr as fr, p.name_ar as ar, p.designation,
      coalesce(f.places, 0) as places, coalesce(f.accepts, '[]') as accepts
    from profile p left join (
      select r.page_id, count(distinct r.record_id)::int as places,
        coalesce(json_agg(distinct a.word) filter (where a.word is not null), '[]') as accepts
      from profile_record r left join jsonb_array_elements_text(r.data -> 'accepts') a (word) on true
      where r.section = 'reporting' and ${accepted}
      group by r.page_id
    ) f on f.page_id = p.page_id`);
  return rows.map(({ slug, en, fr, ar, designation, places, accepts }) => ({
    slug,
    names: { en, fr, ar },
    designation,
    places,
    accepts: REPORTABLE.filter((word) => accepts.includes(word)),
  }));
}
