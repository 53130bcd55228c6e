import { normalize } from "@/lib/text/unicode";
import { MAX_QUERY } from "../model";
import { fold } from "../text/fold";
import { identifiersIn } from "../text/identifiers";
import { type Token, tokensOf } from "../text/tokens";

/** A part of what was asked for: a word, a phrase in quotation marks, or an identifier. */
export interface Clause {
  sort: "word" | "phrase" | "identifier";
  /** As it was typed. */
  text: string;
  /** Words with their places; of an identifier its forms, the exact one first. */
  tokens: readonly Token[];
  forms: readonly string[];
  /** Things that hold it are not wanted. */
  isExcluded: boolean;
  /** Written in capitals: a name, not a word that every sentence has. */
  isCapitals: boolean;
}

/** A part with where it begins in what was typed. */
type Placed = Clause & { at: number };

export interface ParsedQuery {
  clauses: readonly Clause[];
  /** The words of all of it, for titles that are exactly this. */
  tokens: readonly Token[];
  isTooLong: boolean;
}

/** What more than this was asked for is not looked at: no answer depends on it. */
const MAX_CLAUSES = 16;
const PIECES = /(-)?(?:"([^"]{1,200})"|“([^”]{1,200})”|«\s?([^»]{1,200}?)\s?»|(\S+))/gu;

/** What somebody asks for, taken apart. */
export function parseQuery(query: string): ParsedQuery {
  if (query.length > MAX_QUERY * 10) return { clauses: [], tokens: [], isTooLong: true };
  const text = normalize(query, "NFC").replaceAll(/\s+/gu, " ").trim();
  if ([...text].length > MAX_QUERY) return { clauses: [], tokens: [], isTooLong: true };
  const { identifiers, rest } = takeIdentifiers(text);
  // In the order in which they were typed: "point de contact 24/7" is a phrase, the number its end.
  const clauses = [...identifiers, ...wordsOf(rest)]
    .slice(0, MAX_CLAUSES)
    .sort((a, b) => a.at - b.at)
    .map(({ at: _at, ...clause }) => clause);
  return { clauses, tokens: tokensOf(text.replaceAll(/["“”«»]/g, " ")), isTooLong: false };
}

/** Identifiers may have spaces in them; what is left is taken word by word. */
function takeIdentifiers(text: string): { identifiers: Placed[]; rest: string } {
  const folded = fold(text);
  // Only while folding moves nothing are places in one places in the other.
  const source = folded.length === text.length ? text : folded;
  const identifiers: Placed[] = [];
  let rest = source;
  for (const one of identifiersIn(folded)) {
    const typed = source.slice(one.from, one.to);
    rest = rest.slice(0, one.from) + " ".repeat(typed.length) + rest.slice(one.to);
    if (one.isTreaty) continue;
    const places = placesMeant(folded.slice(one.from, one.to));
    const forms = withTreaty([...paragraphMeant(places), ...one.forms, ...places]);
    identifiers.push({
      at: one.from,
      sort: "identifier",
      text: typed.trim(),
      tokens: [],
      forms,
      isExcluded: false,
      isCapitals: true,
    });
  }
  return { identifiers, rest };
}

/** As a keyboard or a printed law has them. */
const HYPHENS = /[\u2010-\u2013\u2212]/g;

/** "2703(f)" and "431-8" without a word in front of them may be sections as well as articles. */
function placesMeant(folded: string): string[] {
  const place = folded.replaceAll(" ", "").replaceAll(HYPHENS, "-");
  const isPlace = /^\d{1,6}[a-z]{0,2}(?:\([a-z\d]{1,4}\))+$|^\d{1,6}(?:[-.]\d{1,4}){1,4}[a-z]{0,2}$/.test(
    place,
  );
  return isPlace ? [`#sec:${place}`, `#art:${place}`] : [];
}

/** Who asks for an article and names no law may well mean that of the Convention. */
const ARTICLES_OF_THE_CONVENTION = 48;

/** A paragraph typed bare, "18(1)(b)", is one of the Convention where that has such an article. */
function paragraphMeant(places: readonly string[]): string[] {
  const [, article = "", paragraphs] = /^#sec:(\d+)(\(.*)$/.exec(places[0] ?? "") ?? [];
  const isLikely = paragraphs !== undefined && Number(article) <= ARTICLES_OF_THE_CONVENTION;
  return isLikely ? [`#art:${article}${paragraphs}`, `#art:${article}`] : [];
}

function withTreaty(forms: readonly string[]): string[] {
  const article = /^#art:(\d+)(?:\(.*)?$/.exec(forms[0] ?? "")?.[1];
  const isLikely = article !== undefined && Number(article) <= ARTICLES_OF_THE_CONVENTION;
  return isLikely ? [...forms, `#treaty:185/${article}`] : [...forms];
}

function wordsOf(text: string): Placed[] {
  const clauses: Placed[] = [];
  for (const match of text.matchAll(PIECES)) {
    const [, minus, ...quoted] = match;
    const word = quoted.pop();
    const phrase = quoted.find((one) => one !== undefined);
    const typed = (phrase ?? word ?? "").trim();
    const tokens = tokensOf(typed);
    if (tokens.length === 0) continue;
    clauses.push({
      at: match.index,
      sort: phrase === undefined ? "word" : "phrase",
      text: phrase === undefined ? bare(typed) : typed,
      tokens,
      forms: [],
      isExcluded: minus !== undefined,
      isCapitals: /^[\p{Lu}\d.]{2,}$/u.test(bare(typed)),
    });
  }
  return clauses;
}

/** A word without the signs around it. */
function bare(word: string): string {
  return word.replaceAll(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, "");
}
