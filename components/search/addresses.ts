import { type Locale, localePath } from "@/lib/i18n/locales";
import type { SearchQuery } from "@/lib/search/model";
import { readableQuery } from "@/lib/text/readable";

/** Where a search is asked: what everyone may see, or what the member may see. */
export type SearchPlace = "/search" | "/me/search";

/**
 * The address of a search with some of its parameters otherwise; another page begins unless `page` is among them, and
 * long filters are short again unless `more` is.
 */
export function searchHref(
  locale: Locale,
  place: SearchPlace,
  query: SearchQuery,
  changes: Partial<SearchQuery> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, page: undefined, more: undefined, ...changes })) {
    if (value === undefined || (name === "page" && value === 1)) continue;
    const text = Array.isArray(value) ? value.join(",") : String(value);
    if (text !== "") search.set(name, text);
  }
  return search.size > 0
    ? `${localePath(locale, place)}?${readableQuery(search)}`
    : localePath(locale, place);
}

/** No filters: the words alone. */
export const NO_FILTERS = {
  type: undefined,
  topic: undefined,
  country: undefined,
  lang: undefined,
  tlp: undefined,
  date: undefined,
  verified: undefined,
} as const satisfies Partial<SearchQuery>;

/** How many filters are on: each value of a list is one. */
export function countFilters(query: SearchQuery): number {
  return (Object.keys(NO_FILTERS) as (keyof typeof NO_FILTERS)[]).reduce(
    (sum, name) => sum + [query[name] ?? []].flat().length,
    0,
  );
}

/** Whether anything narrows the search. */
export function isNarrowed(query: SearchQuery): boolean {
  return countFilters(query) > 0;
}
