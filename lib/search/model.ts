import { z } from "zod";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { normalize } from "@/lib/text/unicode";
import { SEARCH_KINDS, type SearchKind } from "@/lib/vocabulary/search-kinds";
import { TLPS } from "@/lib/vocabulary/tlp";
import { TOPICS } from "@/lib/vocabulary/topics";

/** Maximum characters of a query. */
export const MAX_QUERY = 200;

/** Days for which searches without results are stored. */
export const MISS_DAYS = 30;

/** Days that each date filter covers. */
export const SINCE_DAYS = { week: 7, month: 31, year: 366 } as const;
export type Since = keyof typeof SINCE_DAYS;
export const SINCES = Object.keys(SINCE_DAYS) as [Since, ...Since[]];

/** Keeps a page with its filters below 25 KB uncompressed, in every language. */
export const RESULTS_PER_PAGE = 12;
/** Results that are ranked; beyond that the query should be more specific. */
export const MAX_RANKED = 400;
const MAX_PAGE = Math.ceil(MAX_RANKED / RESULTS_PER_PAGE);

const MOST_VALUES = 40;

/** Comma-separated values; invalid ones are dropped, and a filter without any is unset. */
const list = <T>(one: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) => {
      const read = text
        .split(",")
        .slice(0, MOST_VALUES)
        .map((value) => one.safeParse(value));
      const values = read.flatMap(({ data }) => (data === undefined ? [] : [data]));
      return values.length > 0 ? values : undefined;
    })
    .optional();

/**
 * Parameters of a search. The page checks `q` and reports errors; invalid values of filters are ignored, so
 * that old links work, and the page says so.
 */
export const SearchQuery = z.object({
  q: z.string().optional(),
  type: list(z.enum(SEARCH_KINDS)),
  /** A code or name, as in profiles; pages convert all to two-letter codes (`readFilters`). */
  country: list(
    z
      .string()
      .min(2)
      .max(60)
      .transform((name) => (name.length === 2 ? name.toUpperCase() : name)),
  ),
  topic: list(z.enum(TOPICS)),
  lang: list(z.string().regex(/^[a-z]{2,3}$/)),
  /** Handling labels. */
  tlp: list(z.enum(TLPS)),
  date: z.enum(SINCES).optional().catch(undefined),
  verified: z.literal("1").optional().catch(undefined),
  sort: z.literal("new").optional().catch(undefined),
  /** Exact spelling only: no synonyms or corrections. */
  exact: z.literal("1").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(MAX_PAGE).optional().catch(undefined),
  /** Lists every value of long filters, not only the most frequent. */
  more: z.literal("1").optional().catch(undefined),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** Filters of a search, in the order of the page. */
export const FACETS = ["type", "topic", "country", "lang", "date", "tlp", "verified"] as const;
export type Facet = (typeof FACETS)[number];

/** Number of things per value of each filter, with the other filters applied. */
export type FacetCounts = Readonly<Record<Facet, ReadonlyMap<string, number>>>;

/** A piece of a snippet or title; `isMark` if it matches the query. */
export interface TextPiece {
  text: string;
  isMark: boolean;
}

/** A result for a reader's language. */
export interface Hit {
  /** Stable id of the thing. */
  thing: string;
  kind: SearchKind;
  title: TextPiece[];
  /** Language of the name; "" for none. */
  titleLanguage: string;
  snippet: TextPiece[];
  /** Path with the place in the page, including its words for browsers that highlight them. */
  href: string;
  /** Language of the snippet. */
  language: string;
  countries: readonly string[];
  at: Date | null;
  verifiedOn: string | null;
  audience: string;
}

/** How the query was interpreted. */
export interface Understanding {
  /** No entry has all words: these have some. */
  isPartial: boolean;
  /** Words without results, and what was searched instead. */
  corrections: readonly { from: string; to: string }[];
  /** Synonyms that were searched too. */
  synonyms: readonly string[];
  /** A query with results, if the typed one has none and must not be changed. */
  didYouMean: string | null;
}

export interface SearchResult extends Understanding {
  hits: readonly Hit[];
  /** Number of things found, and whether there are more than were counted. */
  total: number;
  isMore: boolean;
  /** Number of things found without filters. */
  unfiltered: number;
  facets: FacetCounts;
  page: number;
  pages: number;
}

export const SuggestQuery = z.object({
  q: z.string().trim().min(2).max(MAX_QUERY),
  lang: z.enum(LOCALES as unknown as [Locale, ...Locale[]]).default("en"),
  /** Only things of this kind. */
  kind: z.enum(SEARCH_KINDS).optional(),
});
export type SuggestQuery = z.infer<typeof SuggestQuery>;

/** A thing whose name matches what was typed. */
const Suggestion = z.object({
  label: z.string(),
  kind: z.enum(SEARCH_KINDS),
  href: z.string(),
  /** The country that it belongs to, if one, and if its name does not say so. */
  country: z.string().nullable(),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** A country that a query names, its code and slug, and the other words of the query. */
export interface NamedPlace {
  label: string;
  country: string;
  slug: string;
  rest: string;
}

export interface Suggested {
  suggestions: readonly Suggestion[];
  places: readonly NamedPlace[];
}

/**
 * Response of the API: each with its kind in words, alone and with the country, and their number as a sentence for
 * screen readers.
 */
export const SuggestionsAnswer = z.object({
  suggestions: z.array(Suggestion.extend({ kindName: z.string(), detail: z.string() })),
  summary: z.string(),
});

/** Phrases per group, and characters of each. */
export const MAX_PHRASES = 12;
const MAX_PHRASE = 80;

/** Synonyms, one a line. */
export const AddSynonyms = z.object({
  phrases: z
    .string()
    .transform((text) => [
      ...new Set(
        text
          .split(/[\n;]/)
          .map((line) => normalize(line, "NFC").replaceAll(/\s+/gu, " ").trim())
          .filter((line) => /[\p{L}\p{N}]/u.test(line)),
      ),
    ])
    .pipe(
      z
        .array(z.string().max(MAX_PHRASE, "too_long"))
        .min(2, "two_phrases")
        .max(MAX_PHRASES, "too_many_phrases"),
    ),
});
export type AddSynonyms = z.infer<typeof AddSynonyms>;

export const OfSynonyms = z.object({ synonymId: z.uuid() });
export type OfSynonyms = z.infer<typeof OfSynonyms>;
