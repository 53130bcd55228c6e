import type { Article } from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import { legalSystemOf } from "@/lib/vocabulary/legal-systems";
import type { ProvisionLine } from "../reading/model";

/** A country whose text may serve as an example. */
export interface Neighbour {
  slug: string;
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  region: string | null;
  subregion: string | null;
  designation: string | null;
}

/** An article without an answer, and the answers of the nearest countries. */
export interface Gap {
  article: Article;
  examples: readonly { country: Neighbour; provisions: readonly ProvisionLine[] }[];
}

export interface GapReport {
  /** Number of articles with a known answer, and number of all counted articles of the profile. */
  covered: number;
  total: number;
  gaps: readonly Gap[];
}

/** Most examples shown to a drafter. */
export const MAX_EXAMPLES = 5;

type Own = Pick<Neighbour, "iso2" | "region" | "subregion">;

/** Ranks how near another country's law is: same sub-region first, then same legal family, then same region. */
export function nearness(own: Own, other: Own): number {
  const isSame = (one: string | null, two: string | null) => one !== null && one === two;
  return (
    (isSame(own.subregion, other.subregion) ? 4 : 0) +
    (isSame(legalSystemOf(own.iso2), legalSystemOf(other.iso2)) ? 2 : 0) +
    (isSame(own.region, other.region) ? 1 : 0)
  );
}
