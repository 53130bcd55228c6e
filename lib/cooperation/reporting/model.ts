import { z } from "zod";
import type { Locale } from "@/lib/i18n/locales";
import { REPORTABLE, type Reportable } from "@/lib/profiles/kinds/reporting";

export { REPORTABLE, type Reportable };

/** What a reader asks the list for: a country by any of its names, and what happened. Unknown words ask for nothing. */
export const ReportingQuery = z.object({
  country: z.string().max(80).optional().catch(undefined),
  what: z.enum(REPORTABLE).optional().catch(undefined),
});
export type ReportingQuery = z.infer<typeof ReportingQuery>;

/** A country or area with the number of recorded places where a crime can be reported, and what they accept. */
export interface ReportingCountry {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  places: number;
  accepts: readonly Reportable[];
}

/** A place as it is recorded, as far as this page sorts by it. */
interface Place {
  id: string;
  accepts?: unknown;
}

/** Sorts places by what they accept, in the order of the vocabulary; a place is in each group that it accepts. */
export function placesByReport<P extends Place>(places: readonly P[]): { what: Reportable; places: P[] }[] {
  return REPORTABLE.flatMap((what) => {
    const found = places.filter(({ accepts }) => Array.isArray(accepts) && accepts.includes(what));
    return found.length > 0 ? [{ what, places: found }] : [];
  });
}

/** Path of a country's page, without language. */
export const reportingPath = (slug: string) => `/cooperation/reporting/${slug}`;

/** The id of the part of that page about one thing that happened. */
export const reportingMark = (what: Reportable) => `what-${what}`;
