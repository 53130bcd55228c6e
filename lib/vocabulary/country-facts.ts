/**
 * Where the official languages and memberships of countries come from: as `db/seed/data/countries.json` says. The
 * package states who is a member of the United Nations; languages were corrected from memory, in places that are not
 * listed, so no source vouches for any of them.
 */
export const COUNTRY_FACTS = {
  asOf: "2026-02-05",
  source: "world-countries 5.1.0",
  languages: "unverified",
  un: "likely",
  coe: "unverified",
} as const;
