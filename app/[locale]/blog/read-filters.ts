import type { PostsQuery } from "@/lib/blog/model";
import { type BlogFacets, listFacets } from "@/lib/blog/queries";
import { findPlace } from "@/lib/profiles/reading";
import type { Place } from "@/lib/profiles/reading/directory/model";
import { declaredIn, givenValues, readCountries, saidBack, unreadValues } from "../filters";
import { FeedQuery } from "./feed-posts";

/**
 * Resolves the filters of the list of posts, including countries by any name. Invalid values have no effect,
 * and the page says so.
 */
export async function readPostFilters(
  query: PostsQuery,
  search: URLSearchParams,
  facets: Pick<BlogFacets, "series">,
): Promise<{ query: PostsQuery; place: Place | null; unread: string[] }> {
  const given = givenValues(search, "country");
  const { country = [], unknown } = await readCountries(given);
  const place = country[0] === undefined ? null : await findPlace(country[0]);
  const isSeries = facets.series.some(({ value }) => value === query.series);
  const meant = { ...query, country: place?.slug, series: isSeries ? query.series : undefined };
  const others = unreadValues(search, ["topic", "author", "year", "article", "lang", "series"], meant);
  return { query: meant, place, unread: saidBack([...others, ...unknown]) };
}

/** Resolves the filters of a feed, and returns the invalid values in its address. */
export async function readFeedFilters(
  asked: FeedQuery,
  search: URLSearchParams,
): Promise<{ query: FeedQuery; unread: string[] }> {
  const facets = asked.series === undefined ? { series: [] } : await listFacets();
  const given = declaredIn(search, FeedQuery.shape);
  const { query, unread } = await readPostFilters(asked, given, facets);
  const { topic, country, article, series, author } = query;
  return { query: { topic, country, article, series, author }, unread };
}
