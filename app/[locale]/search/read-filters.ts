import { NO_FILTERS } from "@/components/search/addresses";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { findCountryCodes } from "@/lib/profiles/reading";
import type { SearchQuery } from "@/lib/search/model";

type Filter = keyof typeof NO_FILTERS;
const FILTERS = Object.keys(NO_FILTERS) as Filter[];
const CODES = new Set(COUNTRY_CODES);
/** Of what nobody understood, how much is said back. */
const MOST_SAID = 5;
const LONGEST_SAID = 60;

/**
 * The filters of a search as they are meant, countries by their codes of two letters, and those values of the address
 * that mean nothing: they narrow nothing, and the page says so.
 */
export async function readFilters(
  query: SearchQuery,
  search: URLSearchParams,
): Promise<{ query: SearchQuery; unread: string[] }> {
  const { country, unknown } = await readCountries(query.country ?? []);
  const unread = FILTERS.flatMap((filter) => {
    if (filter === "country") return unknown;
    const understood = new Set([query[filter] ?? []].flat() as string[]);
    return givenValues(search, filter).filter((value) => !understood.has(value));
  });
  return {
    query: { ...query, country },
    unread: [...new Set(unread)]
      .slice(0, MOST_SAID)
      .map((value) => [...value].slice(0, LONGEST_SAID).join("")),
  };
}

function givenValues(search: URLSearchParams, name: string): string[] {
  return search
    .getAll(name)
    .flatMap((text) => text.split(","))
    .filter((value) => value !== "");
}

async function readCountries(given: readonly string[]): Promise<{ country?: string[]; unknown: string[] }> {
  const names = given.filter((name) => !CODES.has(name));
  const found = names.length > 0 ? await findCountryCodes(names) : new Map<string, string>();
  const codeOf = (name: string) => (CODES.has(name) ? name : found.get(name));
  const codes = [...new Set(given.flatMap((name) => codeOf(name) ?? []))];
  return {
    ...(codes.length > 0 ? { country: codes } : {}),
    unknown: names.filter((name) => !found.has(name)),
  };
}
