import { FACET_NAMES, type LibraryQuery } from "@/lib/training/queries/model";
import { givenValues, readCountries, saidBack, unreadValues } from "../filters";

const NAMES = [...FACET_NAMES.filter((name) => name !== "country"), "article"] as const;

/**
 * Resolves the filters of the library, including countries by any name. Invalid values have no effect, and
 * the page says so.
 */
export async function readLibraryFilters(
  query: LibraryQuery,
  search: URLSearchParams,
): Promise<{ query: LibraryQuery; unread: string[] }> {
  const { country, unknown } = await readCountries(givenValues(search, "country"));
  return {
    query: { ...query, country },
    unread: saidBack([...unreadValues(search, NAMES, query), ...unknown]),
  };
}
