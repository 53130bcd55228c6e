import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { materialPath } from "@/lib/training/model";
import { FACET_NAMES, type FacetName, type LibraryQuery } from "@/lib/training/queries/model";

/** Returns the address of a material, or of a page below it. */
export function materialHref(locale: Locale, slug: string, below = ""): string {
  return localePath(locale, `${materialPath(slug)}${below}`);
}

/**
 * The path below a material for the files that a member may have, or the request for them. Visitors sign in
 * on the way.
 */
export const FILES_FOR = "/take-part#files";

/** Returns the parameters of the library in declared order, so that a list has one address. */
function parametersOf(query: LibraryQuery): Record<string, string | undefined> {
  const facets = FACET_NAMES.map((name) => [name, query[name]?.join(",")] as const);
  const { q, article, project, sort, before, after } = query;
  return { q, ...Object.fromEntries(facets), article, project, sort, before, after };
}

/** Returns the address of a list of the library. */
export function libraryHref(locale: Locale, query: LibraryQuery, path = "/training"): string {
  return withQuery(localePath(locale, path), parametersOf(query));
}

/** Returns the address of the feed for a list of the library. */
export function libraryFeedHref(locale: Locale, query: LibraryQuery): string {
  const narrowed = { ...query, q: undefined, sort: undefined, before: undefined, after: undefined };
  return libraryHref(locale, narrowed, "/training/feed.xml");
}

/** Returns the query for the same list from its start, without one value of a filter. */
export function without(query: LibraryQuery, facet: FacetName, value: string): LibraryQuery {
  const values = query[facet]?.filter((one) => one !== value) ?? [];
  return { ...query, [facet]: values.length > 0 ? values : undefined, before: undefined, after: undefined };
}

/** Counts the active filters. */
export function countFilters(query: LibraryQuery): number {
  const values = FACET_NAMES.reduce((sum, name) => sum + (query[name]?.length ?? 0), 0);
  return values + (query.q ? 1 : 0) + (query.article ? 1 : 0) + (query.project ? 1 : 0);
}
