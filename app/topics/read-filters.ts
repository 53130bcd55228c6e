import { givenValues, readCountries, saidBack, unreadValues } from "@/app/[locale]/filters";
import type { TopicsQuery } from "@/lib/discussions/model";
import { findPlace } from "@/lib/profiles/reading";
import type { Place } from "@/lib/profiles/reading/directory/model";

type Filters = Pick<TopicsQuery, "topic" | "country" | "article" | "lang"> & {
  list?: string | undefined;
  category?: string | undefined;
};

/**
 * Resolves the filters of a list of topics, including countries by any name. Invalid values have no effect, and the page
 * says so.
 */
export async function readTopicFilters<Query extends Filters>(
  query: Query,
  search: URLSearchParams,
): Promise<{ query: Query; place: Place | null; unread: string[] }> {
  const { country = [], unknown } = await readCountries(givenValues(search, "country"));
  const place = country[0] === undefined ? null : await findPlace(country[0]);
  const meant = { ...query, country: place?.slug };
  const others = unreadValues(search, ["list", "topic", "article", "lang", "category"], meant);
  return { query: meant, place, unread: saidBack([...others, ...unknown]) };
}
