import { NO_FILTERS } from "@/components/search/addresses";
import type { SearchQuery } from "@/lib/search/model";
import { givenValues, readCountries, saidBack, unreadValues } from "../filters";

type Filter = keyof typeof NO_FILTERS;
const FILTERS = Object.keys(NO_FILTERS) as Filter[];

/**
 * Resolves the filters of a search, countries to two-letter codes, and returns the invalid values of the
 * address: they have no effect, and the page says so.
 */
export async function readFilters(
  query: SearchQuery,
  search: URLSearchParams,
): Promise<{ query: SearchQuery; unread: string[] }> {
  const given = givenValues(search, "country");
  const { country, unknown } = await readCountries(given);
  const read = given.filter((name) => !unknown.includes(name));
  return {
    query: { ...query, country },
    unread: saidBack(unreadValues(search, FILTERS, { ...query, country: read })),
  };
}
