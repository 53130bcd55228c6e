import { FACET_NAMES, type LibraryQuery } from "@/lib/training/queries/model";
import { givenValues, readCountries, saidBack, unreadValues } from "../filters";

const NAMES = [...FACET_NAMES.filter((name) => name !== "country"), "article"] as const;

/**
 * The filters of the library as they are meant: countries by whatever they are called. What means nothing narrows
 * nothing, and the page says so.
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
