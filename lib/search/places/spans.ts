import type { Locale } from "@/lib/i18n/locales";
import { PLACE_KIND } from "@/lib/vocabulary/search-kinds";
import { all, any, tsquery, word } from "../query/lexemes";
import { namesBeginning, namesLike, placeKey } from "./names";

/** Some first or last words of a query that may name a country, and the other words. */
export interface Span {
  key: string;
  rest: string;
  isFirst: boolean;
  /** Whether the last word may be unfinished. */
  isBeginning: boolean;
}

/** Most words of a name: "Saint Vincent and the Grenadines". */
const MAX_WORDS = 5;

/** Lists the spans of a query, the likeliest first: its last words, then its first, longer ones before shorter. */
export function spansOf(
  typed: string,
  { isFinished, endsInStop = false }: { isFinished: boolean; endsInStop?: boolean },
): Span[] {
  const words = typed.split(/\s+/u).filter((one) => one !== "");
  const most = Math.min(MAX_WORDS, words.length);
  const lengths = Array.from({ length: most }, (_, n) => most - n);
  const last = lengths.map((length) => ({
    key: placeKey(words.slice(-length).join(" ")),
    rest: words.slice(0, -length).join(" "),
    isFirst: false,
    isBeginning: !isFinished,
  }));
  const first = lengths
    .filter((length) => length < words.length)
    .map((length) => ({
      key: placeKey(words.slice(0, length).join(" ")),
      rest: words.slice(length).join(" "),
      isFirst: true,
      isBeginning: false,
    }));
  // After other words, "in" is a preposition and not the beginning of India.
  const isPreposition = (span: Span) => endsInStop && last.indexOf(span) === most - 1 && span.rest !== "";
  return [...last, ...first].filter((span) => span.key !== "" && !isPreposition(span));
}

/** Builds the query for the countries that a span names: by any name in full, or by the beginning of ours. */
export function spanQuery({ key, isBeginning }: Span, locale: Locale): string {
  const keys = new Set([key, ...(isBeginning ? namesBeginning(key, locale) : [])]);
  return tsquery(all([any([...keys].map((name) => word(`=e:${name}`))), word(`=k:${PLACE_KIND}`)]));
}

/** Most countries that a mistyped name is taken for. */
const MAX_MEANT = 2;

/** Corrects the country in a query: the queries that may be meant, none if no name is near. */
export function correctPlace(typed: string, locale: Locale): string[] {
  for (const { key, rest, isFirst } of spansOf(typed, { isFinished: false })) {
    const meant = namesLike(key, locale).slice(0, MAX_MEANT);
    if (meant.length === 0) continue;
    return meant.map((name) => {
      const said = name.replaceAll("_", " ");
      return (isFirst ? `${said} ${rest}` : `${rest} ${said}`).trim();
    });
  }
  return [];
}
