import { z } from "zod";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { normalize } from "@/lib/text/unicode";
import { SEARCH_KINDS, type SearchKind } from "@/lib/vocabulary/search-kinds";
import { TLPS } from "@/lib/vocabulary/tlp";
import { TOPICS } from "@/lib/vocabulary/topics";

/** How long what is asked for may be, in characters (SECURITY.md R9). */
export const MAX_QUERY = 200;

/** How long what was asked for in vain is kept, in days. */
export const MISS_DAYS = 30;

/** How far back a date filter goes, in days. */
export const SINCE_DAYS = { week: 7, month: 31, year: 366 } as const;
export type Since = keyof typeof SINCE_DAYS;
export const SINCES = Object.keys(SINCE_DAYS) as [Since, ...Since[]];

/** With a page of filters around them no more than 25 KB, in every language and before it is compressed. */
export const RESULTS_PER_PAGE = 12;
/** Results that are put in order; who looks further asks more exactly. */
export const MAX_RANKED = 400;
const MAX_PAGE = Math.ceil(MAX_RANKED / RESULTS_PER_PAGE);

const MOST_VALUES = 40;

/** Values with commas between them; those that do not fit are passed over, and a filter without one is none. */
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
 * The parameters of a search. `q` is looked at by the page, which says what is wrong with it; a value of a filter that
 * does not fit counts as not given, so that no old link breaks, and the page says so.
 */
export const SearchQuery = z.object({
  q: z.string().optional(),
  type: list(z.enum(SEARCH_KINDS)),
  /** By a code or a name, as the profiles know them; a page makes codes of two letters of all (`readFilters`). */
  country: list(
    z
      .string()
      .min(2)
      .max(60)
      .transform((name) => (name.length === 2 ? name.toUpperCase() : name)),
  ),
  topic: list(z.enum(TOPICS)),
  lang: list(z.string().regex(/^[a-z]{2,3}$/)),
  /** How it is to be handled. */
  tlp: list(z.enum(TLPS)),
  date: z.enum(SINCES).optional().catch(undefined),
  verified: z.literal("1").optional().catch(undefined),
  sort: z.literal("new").optional().catch(undefined),
  /** Only what is spelled so: no other words of the same meaning, no corrections. */
  exact: z.literal("1").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(MAX_PAGE).optional().catch(undefined),
  /** Every value of the long filters is listed, not the most frequent alone. */
  more: z.literal("1").optional().catch(undefined),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** What narrows a search, in the order in which pages offer it. */
export const FACETS = ["type", "topic", "country", "lang", "date", "tlp", "verified"] as const;
export type Facet = (typeof FACETS)[number];

/** How many things there would be with each value of a filter, the other filters as they are. */
export type FacetCounts = Readonly<Record<Facet, ReadonlyMap<string, number>>>;

/** A piece of a snippet or a title; `isMark` where it is what was asked for. */
export interface TextPiece {
  text: string;
  isMark: boolean;
}

/** Something found, as a reader of a language sees it. */
export interface Hit {
  /** Which thing it is, the same for as long as it is there. */
  thing: string;
  kind: SearchKind;
  title: TextPiece[];
  /** Of the name; "" for one of no language. */
  titleLanguage: string;
  snippet: TextPiece[];
  /** Bare address with the place in the page, and the words there for browsers that can show them. */
  href: string;
  /** Of the text that the snippet is from. */
  language: string;
  countries: readonly string[];
  at: Date | null;
  verifiedOn: string | null;
  audience: string;
}

/** How what was asked for was understood. */
export interface Understanding {
  /** Nothing had all words: these are things with some of them. */
  isPartial: boolean;
  /** Words that nothing has, with those that were looked for instead. */
  corrections: readonly { from: string; to: string }[];
  /** Other words of the same meaning that were looked for as well. */
  synonyms: readonly string[];
  /** What would find something, where what was typed finds nothing and was to be taken as it is. */
  didYouMean: string | null;
}

export interface SearchResult extends Understanding {
  hits: readonly Hit[];
  /** Things found, and whether there are more than were counted. */
  total: number;
  isMore: boolean;
  /** Things found without any filter. */
  unfiltered: number;
  facets: FacetCounts;
  page: number;
  pages: number;
}

export const SuggestQuery = z.object({
  q: z.string().trim().min(2).max(MAX_QUERY),
  lang: z.enum(LOCALES as unknown as [Locale, ...Locale[]]).default("en"),
  /** Things of one kind alone. */
  kind: z.enum(SEARCH_KINDS).optional(),
});
export type SuggestQuery = z.infer<typeof SuggestQuery>;

/** A thing whose name holds what was typed. */
const Suggestion = z.object({ label: z.string(), kind: z.enum(SEARCH_KINDS), href: z.string() });
export type Suggestion = z.infer<typeof Suggestion>;

/** What the API answers: each with its kind in words, and how many there are as a sentence to be read out. */
export const SuggestionsAnswer = z.object({
  suggestions: z.array(Suggestion.extend({ kindName: z.string() })),
  summary: z.string(),
});

/** Phrases of one group, and characters of each. */
export const MAX_PHRASES = 12;
const MAX_PHRASE = 80;

/** Phrases that mean the same, a line each. */
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
