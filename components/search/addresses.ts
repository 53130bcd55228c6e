import { type Locale, localePath } from "@/lib/i18n/locales";
import type { SearchQuery } from "@/lib/search/model";
import { readableQuery } from "@/lib/text/readable";

/** The path of a search: of what everyone may see, or of what the member may see. */
export type SearchPlace = "/search" | "/me/search";

/**
 * Returns the address of a search with some parameters changed. The first page is shown unless `page` is
 * changed, and long filters are collapsed unless `more` is.
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

/** Clears all filters and keeps the words. */
export const NO_FILTERS = {
  type: undefined,
  topic: undefined,
  country: undefined,
  lang: undefined,
  tlp: undefined,
  date: undefined,
  verified: undefined,
} as const satisfies Partial<SearchQuery>;

/** Counts the active filters: each value of a list counts. */
export function countFilters(query: SearchQuery): number {
  return (Object.keys(NO_FILTERS) as (keyof typeof NO_FILTERS)[]).reduce(
    (sum, name) => sum + [query[name] ?? []].flat().length,
    0,
  );
}

/** Whether any filter is active. */
export function isNarrowed(query: SearchQuery): boolean {
  return countFilters(query) > 0;
}
