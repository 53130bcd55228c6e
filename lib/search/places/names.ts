import { COUNTRY_CODES, countryName } from "@/lib/i18n/country-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { distanceOf } from "../text/likeness";
import { tokensOf } from "../text/tokens";
import { titleKey } from "../vector";

/** A country's name in a language of the interface, as the index has it (`=e:`). */
interface Name {
  key: string;
  locale: Locale;
}

/** Shorter beginnings match too many names. */
const MIN_PREFIX = 2;
/** Shorter words are not compared with names: "at" may mean anything. */
const MIN_MISTYPED = 4;
/** From this length on, two letters may be wrong. */
const LONG = 8;
/** From this length on, the beginning of a name may have a wrong letter. */
const MIN_BEGINNING = 5;

let names: readonly Name[] | undefined;

function listNames(): readonly Name[] {
  names ??= COUNTRY_CODES.flatMap((iso2) =>
    LOCALES.map((locale) => ({ key: placeKey(countryName(iso2, locale)), locale })),
  );
  return names;
}

/** Returns the key of a name for comparison with the index. */
export const placeKey = (text: string): string => titleKey(tokensOf(text));

/** Prefers names in the reader's language. */
function ownFirst(found: readonly Name[], locale: Locale): string[] {
  const own = found.filter((name) => name.locale === locale);
  return [...new Set((own.length > 0 ? own : found).map(({ key }) => key))];
}

/** Lists the keys of countries whose name begins with this key, in the reader's language if any does. */
export function namesBeginning(key: string, locale: Locale): string[] {
  if ([...key].length < MIN_PREFIX) return [];
  const found = listNames().filter((name) => name.key.startsWith(key));
  return ownFirst(found, locale);
}

/** Lists the keys of the countries whose mistyped name this is, or its beginning: the nearest only. */
export function namesLike(key: string, locale: Locale): string[] {
  const typed = key.replaceAll("_", "");
  if (typed.length < MIN_MISTYPED) return [];
  const most = typed.length >= LONG ? 2 : 1;
  let least = most;
  let near: Name[] = [];
  for (const name of listNames()) {
    const distance = distanceFrom(typed, name.key.replaceAll("_", ""), least);
    if (distance > least) continue;
    if (distance < least) near = [];
    least = distance;
    near.push(name);
  }
  return ownFirst(near, locale);
}

/** Counts the wrong letters of a name or its beginning; the first letter is rarely wrong, only swapped. */
function distanceFrom(typed: string, name: string, most: number): number {
  const isSameStart = typed[0] === name[0] || (typed[0] === name[1] && typed[1] === name[0]);
  if (!isSameStart) return most + 1;
  const whole = distanceOf(typed, name, most);
  if (typed.length < MIN_BEGINNING || name.length <= typed.length) return whole;
  const beginnings = [-1, 0, 1].map((more) => distanceOf(typed, name.slice(0, typed.length + more), most));
  return Math.min(whole, ...beginnings);
}
