/**
 * Origin of countries' official languages and memberships, as `db/seed/data/countries.json` says. The package
 * states UN membership; languages were corrected from memory in places that are not listed, so none of them has
 * a source.
 */
export const COUNTRY_FACTS = {
  asOf: "2026-02-05",
  source: "world-countries 5.1.0",
  languages: "unverified",
  un: "likely",
  coe: "unverified",
} as const;
