import { partsOf } from "./references";

/**
 * Elements for assessing a provision: the requirements of each article, in our own words. The number before the
 * first hyphen is the article of the Convention. Names are permanent: records store them.
 */
export const LAW_ELEMENTS = [
  "2-whole-or-part",
  "2-without-right",
  "2-intent",
  "2-security-measures",
  "2-dishonest-intent",
  "2-connected-system",
  "3-not-public",
  "3-technical-means",
  "3-emissions",
  "3-dishonest-intent",
  "4-all-acts",
  "4-without-right",
  "4-serious-harm",
  "5-serious-hindering",
  "5-by-data",
  "6-devices",
  "6-access-codes",
  "6-possession",
  "6-purpose",
  "6-authorised-testing",
  "7-inauthentic-data",
  "7-used-as-authentic",
  "8-loss-of-property",
  "8-fraudulent-intent",
  "9-production",
  "9-offering",
  "9-distribution",
  "9-procuring",
  "9-possession",
  "9-appears-minor",
  "9-realistic",
  "9-under-eighteen",
  "10-commercial-scale",
  "10-by-computer",
  "11-aiding",
  "11-attempt",
  "12-leading-person",
  "12-lack-of-supervision",
  "13-deprivation-of-liberty",
  "15-judicial-supervision",
  "15-grounds",
  "15-limits",
  "15-third-parties",
  "16-any-data",
  "16-any-offence",
  "16-any-holder",
  "16-ninety-days",
  "16-confidentiality",
  "17-several-providers",
  "17-path-disclosed",
  "18-any-person",
  "18-foreign-provider",
  "18-subscriber-defined",
  "19-extension",
  "19-copy",
  "19-inaccessible",
  "19-assistance",
  "20-collect",
  "20-compel-provider",
  "20-confidentiality",
  "21-serious-offences",
  "21-compel-provider",
  "21-confidentiality",
] as const;

export type LawElement = (typeof LAW_ELEMENTS)[number];

/** The elements of an article of the Convention, by its number. */
export function elementsOf(article: number): LawElement[] {
  return LAW_ELEMENTS.filter((element) => element.startsWith(`${article}-`));
}

/** Lists the elements for a reference such as "185-2" or "185-9(1)(a)"; none outside the Convention. */
export function elementsOfReference(reference: unknown): LawElement[] {
  const at = typeof reference === "string" ? partsOf(reference) : null;
  return at?.treaty === "185" ? elementsOf(at.number) : [];
}
