import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { listText } from "@/lib/i18n/lists";
import { findCountryCodes } from "@/lib/profiles/reading";
import type { DrawnText, PageTools } from "@/lib/web/view";

const CODES = new Set(COUNTRY_CODES);
/** Of what nobody understood, how much is said back. */
const MOST_SAID = 5;
const LONGEST_SAID = 60;
const CHANGES = ["region", "country", "section", "member", "tag"] as const;
/** How many countries are looked up by what somebody calls them. */
const MOST_NAMES = 40;

/** What an address says of a filter: one value or several, with commas between them or the name said again. */
export function givenValues(search: URLSearchParams, name: string): string[] {
  return search
    .getAll(name)
    .flatMap((text) => text.split(","))
    .filter((value) => value !== "");
}

/** Of some filters, the values in the address that are not among those understood: they narrow nothing. */
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

/** Of the filters of changes, what the address says and nobody knows. */
export function unreadChanges(
  search: URLSearchParams,
  query: Readonly<Partial<Record<(typeof CHANGES)[number], unknown>>>,
): string[] {
  return saidBack(unreadValues(search, CHANGES, query));
}

/** As much of what was not understood as a page says back, each once. */
export function saidBack(unread: readonly string[]): string[] {
  return [...new Set(unread)].slice(0, MOST_SAID).map((value) => [...value].slice(0, LONGEST_SAID).join(""));
}

/**
 * What a feed answers whose address names filters that nobody knows: a list says so and goes on, a program would be told
 * of what it never asked for.
 */
export function refusedFeed(
  { t, locale }: Pick<PageTools, "t" | "locale">,
  unread: readonly string[],
): DrawnText {
  const text = t("search.feedUnread", { count: unread.length, values: listText(unread, locale) });
  return { text: `${text}\n`, type: "text/plain; charset=utf-8", status: 400 };
}

/** Of an address what a view declares: the rest belongs to no feed. */
export function declaredIn(
  search: URLSearchParams,
  shape: Readonly<Record<string, unknown>>,
): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => name in shape));
}

/** Countries and areas as people call them, by their codes of two letters, and what none is called. */
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
