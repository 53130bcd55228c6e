import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { audiencesOf } from "./audiences";
import { type Corrected, correct, countHeld, isHeld, isNameLike } from "./correct";
import { COUNTED, type Filters, type Find, type Found, find, type Queries } from "./find";
import { drawHits } from "./hits";
import { inPieces, type Meaning, queriesOf, typedPieces, understand } from "./meaning";
import {
  FACETS,
  type FacetCounts,
  MAX_RANKED,
  RESULTS_PER_PAGE,
  type SearchQuery,
  type SearchResult,
  SINCE_DAYS,
} from "./model";
import { all, any, word, wordsIn } from "./query/lexemes";
import { fold } from "./text/fold";
import { tokensOf } from "./text/tokens";

/**
 * Searches for a reader: a page of results, their number, and counts per filter value. If nothing has all
 * words, unknown words are corrected; if that fails, things with some of the words are found. The actor's
 * audiences apply inside the query. Empty and too long queries find nothing.
 */
export async function search(actor: Actor | null, query: SearchQuery, locale: Locale): Promise<SearchResult> {
  let meaning = await understand(query, locale);
  if (meaning.wanted.length === 0) return nothing(query);
  const audiences = await audiencesOf(actor);
  const looking = { ...lookingFor(query, audiences), language: locale };
  let found = await find({ ...queriesOf(meaning, false), ...looking });
  if (isWhole(query, found) && (await isOfAnother(meaning, found, audiences, locale))) found = NOTHING_FOUND;
  let corrections: { from: string; to: string }[] = [];
  let isPartial = false;
  let didYouMean: string | null = null;
  if (found.counted === 0) {
    const mended = await correct(meaning.wanted, audiences, locale);
    const isAsTyped = query.exact !== undefined;
    if (isAsTyped || mended.offers.length > 0)
      didYouMean = offerOf(query.q ?? "", [...mended.corrections, ...mended.offers]);
    if (!isAsTyped) {
      corrections = mended.corrections;
      ({ meaning, found, isPartial } = await findNearly({ query, locale, looking, meaning, mended }));
    }
  }
  const marks = { words: wordsIn(all(meaning.wanted.map(({ node }) => node))), pieces: typedPieces(meaning) };
  const counts = facetsOf(found);
  return {
    ...counts,
    hits: await drawHits(found.rows, marks, locale),
    isMore: found.counted > COUNTED,
    page: query.page ?? 1,
    pages: Math.ceil(Math.min(counts.total, MAX_RANKED) / RESULTS_PER_PAGE),
    isPartial: isPartial && found.counted > 0,
    corrections: found.counted > 0 ? corrections : [],
    synonyms: found.counted > 0 ? meaning.synonyms : [],
    didYouMean,
  };
}

type Looking = Omit<Find, keyof Queries>;

/**
 * Searches for what was nearly typed: the corrected words, else some of them. The likeliest word counts as
 * typed, with all its meanings; if nothing has all of those, any likely word that occurs is used.
 */
async function findNearly(asked: {
  query: SearchQuery;
  locale: Locale;
  looking: Looking;
  meaning: Meaning;
  mended: Corrected;
}): Promise<{ meaning: Meaning; found: Found; isPartial: boolean }> {
  const { query, locale, looking, mended } = asked;
  let meaning: Meaning = { ...asked.meaning, wanted: mended.wanted };
  if (mended.corrections.length > 0) {
    const likeliest = await understand({ ...query, q: mend(query.q ?? "", mended.corrections) }, locale);
    let found = await find({ ...queriesOf(likeliest, false), ...looking });
    if (found.counted > 0) return { meaning: likeliest, found, isPartial: false };
    found = await find({ ...queriesOf(meaning, false), ...looking });
    if (found.counted > 0) return { meaning, found, isPartial: false };
  }
  meaning = { ...meaning, wanted: meaning.wanted.flatMap(inPieces) };
  if (meaning.wanted.length < 2) return { meaning, found: NOTHING_FOUND, isPartial: false };
  const found = await find({ ...queriesOf(meaning, true), ...looking });
  return { meaning, found, isPartial: true };
}

const NOTHING_FOUND: Found = { rows: [], facets: [], counted: 0 };

/** Whether the results are complete: no filter, other order, or later page. */
function isWhole({ page = 1, sort }: SearchQuery, found: Found): boolean {
  const { total, unfiltered } = facetsOf(found);
  return total > 0 && total === unfiltered && page === 1 && sort === undefined;
}

/** Whether the query is one name and the results only share a stem with it: "Lucie" for "Lucy", "jos" for "José". */
async function isOfAnother(
  { wanted }: Meaning,
  { rows }: Found,
  audiences: readonly string[],
  locale: Locale,
): Promise<boolean> {
  const [one, ...more] = wanted;
  const [asked, ...others] = one?.asked ?? [];
  if (!asked || more.length > 0 || others.length > 0 || asked.clause.sort !== "word") return false;
  const { text } = asked.clause;
  const name = fold(text);
  if (!isNameLike(text) || !/^[a-z]+$/.test(name)) return false;
  if (one?.node !== asked.node || rows.length === 0) return false;
  const forms = new Set([name, ...SINGULARS.map(([plural, end]) => name.replace(plural, end))]);
  const isIn = (shown: string) =>
    tokensOf(shown).some(({ word: held }) => forms.has(held) || held.startsWith(name));
  if (rows.some((row) => isIn(row.text) || Object.values(row.titles).some(isIn))) return false;
  // Other names of a thing, such as "Suomi", are in the index only.
  const [held] = await countHeld([any([word(`=e:${name}`), word(`=t:${name}`)])], audiences, locale);
  return !isHeld(held);
}

/** Plural endings of names, and the singular ending. */
const SINGULARS: readonly (readonly [RegExp, string])[] = [
  [/s$/, ""],
  [/x$/, ""],
  [/es$/, ""],
  [/ies$/, "y"],
];

/** The query with offered words; null if unchanged. */
function offerOf(typed: string, offers: Corrected["offers"]): string | null {
  const offer = mend(typed, offers);
  return offer === typed ? null : offer;
}

/** The query with its corrections applied. */
function mend(typed: string, corrections: readonly { from: string; to: string }[]): string {
  return corrections.reduce((text, { from, to }) => text.replace(from, () => to), typed);
}

/** Builds the query and filters of a saved search. Null if it is empty. */
export async function matchOf(
  query: SearchQuery,
  locale: Locale,
): Promise<{ match: string; filters: Filters } | null> {
  const meaning = await understand(query, locale);
  if (meaning.wanted.length === 0) return null;
  return { match: queriesOf(meaning, false).match, filters: filtersAsked(query) };
}

function filtersAsked(query: SearchQuery): Filters {
  const { date } = query;
  return {
    kinds: query.type ?? null,
    countries: query.country ?? null,
    topics: query.topic ?? null,
    labels: query.tlp ?? null,
    languages: query.lang ?? null,
    since: date ? new Date(Date.now() - SINCE_DAYS[date] * 86_400_000) : null,
    isVerified: query.verified !== undefined,
  };
}

function lookingFor(
  query: SearchQuery,
  audiences: readonly string[],
): Omit<Find, keyof Queries | "language"> & Filters {
  return {
    ...filtersAsked(query),
    audiences,
    isNewestFirst: query.sort === "new",
    page: query.page ?? 1,
  };
}

function facetsOf({ facets }: Pick<Found, "facets">): {
  total: number;
  unfiltered: number;
  facets: FacetCounts;
} {
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map<string, number>()]));
  let [total, unfiltered] = [0, 0];
  for (const [facet, value, count] of facets) {
    if (facet === "all") total = count;
    else if (facet === "any") unfiltered = count;
    else if (value !== null && count > 0) counts[facet]?.set(value, count);
  }
  return { total, unfiltered, facets: counts as unknown as FacetCounts };
}

function nothing(query: SearchQuery): SearchResult {
  return {
    ...facetsOf({ facets: [] }),
    hits: [],
    isMore: false,
    page: query.page ?? 1,
    pages: 0,
    isPartial: false,
    corrections: [],
    synonyms: [],
    didYouMean: null,
  };
}
