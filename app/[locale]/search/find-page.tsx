import { countFilters, type SearchPlace } from "@/components/search/addresses";
import type { Actor } from "@/lib/core/actor";
import { isDomainError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { findUnrecorded, type Unrecorded } from "@/lib/legal";
import { recordMiss, search } from "@/lib/search";
import type { SearchQuery, SearchResult } from "@/lib/search/model";
import { SYSTEM, transact } from "@/lib/transact";
import type { Drawn, PageTools } from "@/lib/web/view";
import { findDoubted } from "./doubted-hits";
import { readFilters } from "./read-filters";
import { SearchStart, SearchView, titleOf } from "./search-view";
import { findWaiting } from "./waiting-hits";

/**
 * How many seconds the page of a search is stored. Many people follow one link to a search, and readers
 * return to it from a result. It is not longer, because stored searches show what visitors look for. A search
 * without results is counted once in that time.
 */
const STORED_SECONDS = 120;

/** Draws the page of a search for a visitor, or for a member in their own search. */
export async function drawSearch(
  actor: Actor | null,
  place: SearchPlace,
  asked: SearchQuery,
  { t, f, locale, search: address }: PageTools,
): Promise<Drawn> {
  const crumbs = [{ label: t("search.title") }];
  if (asked.q === undefined) {
    return {
      title: t("search.title"),
      description: t("search.sub"),
      crumbs,
      isSearch: true,
      body: <SearchStart t={t} locale={locale} place={place} />,
    };
  }
  const { query, unread } = await readFilters(asked, address);
  const result = await search(actor, query, locale);
  if (isMiss(query, result)) await note(asked.q, locale);
  const [waiting, doubted, unrecorded] = await Promise.all([
    findWaiting(result.hits),
    findDoubted(result.hits),
    findTopic(query, asked.q, locale, result),
  ]);
  const shared = { t, f, locale, place, query, result, unread, waiting, doubted, unrecorded };
  return {
    title: titleOf(t, asked.q, result),
    // Search engines should not list a list of results: they find its entries themselves.
    robots: "noindex",
    alternates: false,
    storedFor: STORED_SECONDS,
    crumbs,
    body: <SearchView {...shared} />,
  };
}

/** Whether nothing was found, whatever the filters, or only with corrected words. */
function isMiss(query: SearchQuery, result: SearchResult): boolean {
  return (
    query.exact === undefined &&
    query.page === undefined &&
    (result.unfiltered === 0 || result.isPartial || result.corrections.length > 0)
  );
}

/**
 * Finds the country and topic of the search if nothing is recorded for them. A filter other than one country leaves
 * out results, so that their absence says nothing.
 */
async function findTopic(
  query: SearchQuery,
  words: string,
  locale: Locale,
  result: SearchResult,
): Promise<Unrecorded | null> {
  const { country: countries = [] } = query;
  if (countFilters(query) > countries.length || countries.length > 1) return null;
  const [within] = countries;
  return findUnrecorded(words, locale, { within, hasResult: (country) => hasResult(result, country) });
}

/** Whether anything of a country has all words of the search. */
const hasResult = ({ isPartial, facets }: SearchResult, country: string) =>
  !isPartial && (facets.country.get(country) ?? 0) > 0;

/** Counts a search without results. In read-only mode nothing is counted, and the search still works. */
async function note(query: string, locale: Locale): Promise<void> {
  try {
    await transact(SYSTEM, (ctx) => recordMiss(ctx, { query, locale }));
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
}
