/** Legal families by which countries are grouped. */
export const LEGAL_SYSTEMS = ["civil", "common", "mixed", "customary", "religious"] as const;
export type LegalSystem = (typeof LEGAL_SYSTEMS)[number];

/** Confidence of all these assignments: no source was checked. */
export const LEGAL_SYSTEM_CONFIDENCE = "unverified";

/**
 * By ISO 3166-1 alpha-2, from editorial knowledge without a source, which pages say. "Mixed" is a law of
 * several families. A missing country is unknown.
 */
const BY_SYSTEM: Readonly<Record<LegalSystem, string>> = {
  civil:
    "AD AL AM AO AR AT AZ BA BE BF BG BJ BO BR BY CD CF CG CH CI CL CN CO CR CU CV CZ DE DK DO EC EE ES FI FR GA GE GN GQ GR GT GW HN HR HT HU IS IT JP KG KH KR KZ LA LI LT LU LV MC MD ME MG MK ML MN MX MZ NE NI NL NO PA PE PL PT PY RO RS RU SE SI SK SM ST SV TG TJ TL TM TR TW UA UY UZ VA VE VN XK",
  common: "AG AU BB BS BZ CA DM FJ GB GD IE JM KI KN MH NR NZ PW SB TO TT TV US VC WS",
  mixed:
    "AE BD BH BI BN BT BW CM CY DJ DZ EG ER ET GH GM GY HK ID IL IN IQ JO KE KM KW LB LC LK LR LS LY MA MM MR MT MU MW MY NA NG NP OM PG PH PK PR PS QA RW SC SD SG SL SN SO SR SS SY SZ TD TH TN TZ UG VU YE ZA ZM ZW FM",
  customary: "",
  religious: "AF IR MV SA",
};

const SYSTEM_OF = new Map(
  LEGAL_SYSTEMS.flatMap((system) =>
    BY_SYSTEM[system]
      .split(" ")
      .filter(Boolean)
      .map((iso2) => [iso2, system] as const),
  ),
);

/** Families with at least one country, for filters. */
export const LEGAL_SYSTEMS_HELD = LEGAL_SYSTEMS.filter((system) => BY_SYSTEM[system] !== "");

/** Returns the legal family of a country; null if unknown. */
export function legalSystemOf(iso2: string): LegalSystem | null {
  return SYSTEM_OF.get(iso2) ?? null;
}
