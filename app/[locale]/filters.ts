import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { listText } from "@/lib/i18n/lists";
import { findCountryCodes } from "@/lib/profiles/reading";
import type { DrawnText, PageTools } from "@/lib/web/view";

const CODES = new Set(COUNTRY_CODES);
/** Limits for repeating invalid values on the page. */
const MOST_SAID = 5;
const LONGEST_SAID = 60;
const CHANGES = ["region", "country", "section", "member", "tag"] as const;
/** The maximum number of countries that are looked up by name. */
const MOST_NAMES = 40;

/**
 * Returns the values of a filter in an address: one, several separated by commas, or several parameters of
 * that name.
 */
export function givenValues(search: URLSearchParams, name: string): string[] {
  return search
    .getAll(name)
    .flatMap((text) => text.split(","))
    .filter((value) => value !== "");
}

/** Returns the values in an address that are not among the resolved filters, and so have no effect. */
export function unreadValues<Name extends string>(
  search: URLSearchParams,
  names: readonly Name[],
  query: Readonly<Partial<Record<Name, unknown>>>,
): string[] {
  return names.flatMap((name) => {
    const understood = new Set([query[name] ?? []].flat().map(String));
    return givenValues(search, name).filter((value) => !understood.has(value));
  });
}

/** Returns the invalid values in an address among the filters of changes. */
export function unreadChanges(
  search: URLSearchParams,
  query: Readonly<Partial<Record<(typeof CHANGES)[number], unknown>>>,
): string[] {
  return saidBack(unreadValues(search, CHANGES, query));
}

/** Returns the part of the invalid values that a page repeats, each once. */
export function saidBack(unread: readonly string[]): string[] {
  return [...new Set(unread)].slice(0, MOST_SAID).map((value) => [...value].slice(0, LONGEST_SAID).join(""));
}

/**
 * Returns the response of a feed with invalid filters. A list can ignore them and say so, but a program would
 * get entries that it did not ask for.
 */
export function refusedFeed(
  { t, locale }: Pick<PageTools, "t" | "locale">,
  unread: readonly string[],
): DrawnText {
  const text = t("search.feedUnread", { count: unread.length, values: listText(unread, locale) });
  return { text: `${text}\n`, type: "text/plain; charset=utf-8", status: 400 };
}

/** Returns the parameters of an address that a view declares: others are not part of a feed. */
export function declaredIn(
  search: URLSearchParams,
  shape: Readonly<Record<string, unknown>>,
): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => name in shape));
}

/** Resolves countries and areas by any of their names to two-letter codes, and returns the names that are unknown. */
export async function readCountries(
  given: readonly string[],
): Promise<{ country?: string[]; unknown: string[] }> {
  const names = given.filter((name) => !CODES.has(name)).slice(0, MOST_NAMES);
  const found = names.length > 0 ? await findCountryCodes(names) : new Map<string, string>();
  const codeOf = (name: string) => (CODES.has(name) ? name : found.get(name));
  const codes = [...new Set(given.flatMap((name) => codeOf(name) ?? []))];
  return {
    ...(codes.length > 0 ? { country: codes } : {}),
    unknown: names.filter((name) => !found.has(name)),
  };
}
