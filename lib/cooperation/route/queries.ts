import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { subselect } from "@/db/subselect";
import type { Locale } from "@/lib/i18n/locales";
import type { SectionKey } from "@/lib/profiles/model";
import type { CountryFacts } from "./model";

/** Sections that the planner reads, by the part of the facts that they fill. */
const PARTS = {
  treaties: "treaty-status",
  authorities: "authorities",
  rules: "cooperation-rules",
} as const satisfies Record<string, SectionKey>;

/** A State with its names, and what is recorded of it. */
export interface PlannedCountry extends CountryFacts {
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
}

interface Row extends Record<string, unknown> {
  slug: string;
  iso2: string;
  iso3: string;
  isCoeMember: boolean;
  region: string | null;
  en: string;
  fr: string;
  ar: string;
  designation: string | null;
  treaties: CountryFacts["treaties"];
  authorities: CountryFacts["authorities"];
  rules: CountryFacts["rules"];
}

const recordsOf = (
  section: SectionKey,
) => subselect`coalesce((select jsonb_agg(r.data order by r.position, r.record_id)
  from profile_record r where r.page_id = p.page_id and r.section = ${section}), '[]')`;

/** Finds what is recorded of some States, by slug; unknown slugs are missing. */
export async function findFacts(
  slugs: readonly string[],
  on: Queryable = db(),
): Promise<Map<string, PlannedCountry>> {
  const { rows } = await on.execute<Row>(sql`
    select p.slug, p.iso2, p.iso3, p.is_coe_member as "isCoeMember", p.region, p.designation,
      p.name_en as en, p.name_fr as fr, p.name_ar as ar,
      ${recordsOf(PARTS.treaties)} as treaties, ${recordsOf(PARTS.authorities)} as authorities,
      ${recordsOf(PARTS.rules)} as rules
    from profile p where p.slug = any(${sql.param(slugs)}::text[])`);
  return new Map(rows.map(({ en, fr, ar, ...facts }) => [facts.slug, { ...facts, names: { en, fr, ar } }]));
}
