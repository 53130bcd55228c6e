import type { Queryable } from "@/db/client";
import { countryName } from "@/lib/i18n/country-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { type Asked, nodesOf } from "../query/expand";
import { all, any, type Node } from "../query/lexemes";
import { parseQuery } from "../query/parse";
import { fold } from "../text/fold";
import type { Recognised } from "./apply";
import demonyms from "./demonyms.json";
import type { Group, Phrase } from "./groups";

/*
 * Adjectives of countries ("Senegalese law", « droit sénégalais », «القانون السنغالي»). They are compared as
 * written, since their stems would confuse Nigerians with Nigeriens, so their other forms are generated here.
 */

/** Phrases with one of these refer to no single country. */
const REGIONS = ["latin american", "north american", "south american", "central american", "inter american"];
/** Maximum of clauses in one: "Papua New Guinean". */
const LONGEST = 3;

const keyOf = (text: string) =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();

const FORMS: Readonly<Record<Locale, (word: string) => string[]>> = {
  en: (word) => (/(?:ese|ish|ch|[sxz])$/.test(word) ? [word] : [word, `${word}s`]),
  fr: (word) => [word, feminine(word)].flatMap((one) => (one.endsWith("s") ? [one] : [one, `${one}s`])),
  ar: (word) =>
    [word, `${word}ة`, `${word}ون`, `${word}ين`].flatMap((one) => [
      one,
      ...["ال", "وال", "بال"].map((the) => the + one),
    ]),
};

/** Feminine of a French adjective. */
function feminine(word: string): string {
  if (/e$/.test(word)) return word;
  if (/(?:grec|turc)$/.test(word)) return word.replace(/c$/, word.endsWith("grec") ? "cque" : "que");
  return /(?:[ié]en|on)$/.test(word) ? `${word}ne` : `${word}e`;
}

/** Countries by adjective. */
const codes = new Map<string, Set<string>>();
for (const [iso2, words] of Object.entries(demonyms))
  for (const [n, locale] of LOCALES.entries())
    for (const word of words[n] ?? [])
      for (const form of FORMS[locale](word).map(keyOf))
        codes.set(form, (codes.get(form) ?? new Set()).add(iso2));

/** Returns the codes of the countries that an adjective may mean; empty for most words. */
export function countriesOf(word: string): string[] {
  return [...(codes.get(keyOf(word)) ?? [])];
}

/**
 * Creates a group of each country adjective in the query and the country's names, longest first, and says
 * which clauses those are. Names are shown in the reader's language.
 */
export async function demonymGroups(
  on: Queryable,
  recognised: readonly Recognised[],
  locale: Locale,
): Promise<{ groups: Group[]; said: ReadonlySet<Asked> }> {
  const groups: Group[] = [];
  const found = new Set<Asked>();
  let at = 0;
  while (at < recognised.length) {
    const { said, meant } = longestFrom(recognised, at);
    if (meant.length > 0) {
      const typed: Phrase = {
        text: said.map(({ asked }) => asked.clause.text).join(" "),
        words: said.flatMap(({ words }) => words.map((forms) => ({ forms, isSmall: false }))),
        node: all(said.map(({ asked }) => asked.node)),
      };
      const names = await Promise.all(meant.map((iso2) => namesOf(on, iso2, locale)));
      groups.push({ phrases: [typed, ...names] });
      for (const { asked } of said) found.add(asked);
    }
    at += said.length;
  }
  return { groups, said: found };
}

function longestFrom(
  recognised: readonly Recognised[],
  at: number,
): { said: readonly Recognised[]; meant: string[] } {
  for (let length = Math.min(LONGEST, recognised.length - at); length > 0; length -= 1) {
    const said = recognised.slice(at, at + length);
    if (said.some(({ asked }) => asked.clause.sort !== "word" || asked.clause.isExcluded)) continue;
    const word = said.map(({ asked }) => asked.clause.text).join(" ");
    if (REGIONS.includes(keyOf(word))) return { said, meant: [] };
    const meant = countriesOf(word);
    if (meant.length > 0) return { said, meant };
  }
  return { said: recognised.slice(at, at + 1), meant: [] };
}

/** A country by its names in all languages. Only used as an alternative, never matched against the query. */
async function namesOf(on: Queryable, iso2: string, locale: Locale): Promise<Phrase> {
  const nodes: Node[] = [];
  for (const language of LOCALES) {
    const asked = await nodesOf(
      on,
      parseQuery(countryName(iso2, language).replace("*", "")).clauses,
      language,
    );
    nodes.push(all(asked.filter(({ isStop }) => !isStop).map(({ node }) => node)));
  }
  return { text: countryName(iso2, locale).replace("*", ""), words: [], node: any(nodes) };
}
