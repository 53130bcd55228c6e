import { z } from "zod";
import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import type { AuthorityFunction, AuthorityRecord } from "@/lib/profiles/kinds/authorities";
import { placeOf } from "@/lib/vocabulary/paragraphs";

/** The articles by which States name authorities, as the directory can be filtered. */
export const NAMING_ARTICLES = ["185-24", "185-27", "185-35", "224-7", "224-8", "224-9", "224-10"] as const;
export type NamingArticle = (typeof NAMING_ARTICLES)[number];

/** What a reader asks the directory for. Unknown words ask for nothing. `after`: the country after which a page begins. */
export const AuthoritiesQuery = z.object({
  country: z.string().max(80).optional().catch(undefined),
  article: z.enum(NAMING_ARTICLES).optional().catch(undefined),
  after: z
    .string()
    .regex(/^[a-z-]{1,80}$/)
    .optional()
    .catch(undefined),
});
export type AuthoritiesQuery = z.infer<typeof AuthoritiesQuery>;

/** A country or area of which authorities are recorded. */
export interface AuthorityCountry {
  pageId: string;
  slug: string;
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
}

/** An authority as its profile records it, with its country. */
export interface ListedAuthority {
  country: AuthorityCountry;
  record: AuthorityRecord;
}

/** Countries on one page of the directory. */
export const COUNTRIES_ON_PAGE = 40;

/** Path of a country's page, without language. */
export const authoritiesPath = (slug: string) => `/cooperation/authorities/${slug}`;

/** Lists the functions of an authority under an article, all of them without one. */
export function functionsUnder(
  { functions }: Pick<AuthorityRecord, "functions">,
  article: NamingArticle | undefined,
): AuthorityFunction[] {
  if (article === undefined) return functions;
  return functions.filter(({ articles }) => articles.some((one) => placeOf(one).article === article));
}

/** Sorts countries in the reader's alphabetical order. */
export function inOrder(countries: readonly AuthorityCountry[], locale: Locale): AuthorityCountry[] {
  const compare = compareNames(locale);
  return [...countries].sort((a, b) => compare(a.names[locale], b.names[locale]));
}

/** Returns the page of some sorted countries that begins after one, and the slug after which the next begins. */
export function pageOfCountries(
  countries: readonly AuthorityCountry[],
  after: string | undefined,
): { shown: AuthorityCountry[]; next: string | null } {
  const from = after === undefined ? 0 : countries.findIndex(({ slug }) => slug === after) + 1;
  const shown = countries.slice(from, from + COUNTRIES_ON_PAGE);
  const isLast = from + COUNTRIES_ON_PAGE >= countries.length;
  return { shown, next: isLast ? null : (shown.at(-1)?.slug ?? null) };
}
