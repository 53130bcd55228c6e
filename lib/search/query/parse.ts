import { normalize } from "@/lib/text/unicode";
import { MAX_QUERY } from "../model";
import { fold } from "../text/fold";
import { identifiersIn } from "../text/identifiers";
import { type Token, tokensOf } from "../text/tokens";

/** A part of a query: a word, a quoted phrase, or an identifier. */
export interface Clause {
  sort: "word" | "phrase" | "identifier";
  /** As typed. */
  text: string;
  /** Words with positions; for an identifier its forms, exact one first. */
  tokens: readonly Token[];
  forms: readonly string[];
  /** Things with it are excluded. */
  isExcluded: boolean;
  /** In capitals: a name, not a stop word. */
  isCapitals: boolean;
}

/** A part with its position in the query. */
type Placed = Clause & { at: number };

export interface ParsedQuery {
  clauses: readonly Clause[];
  /** All words, for titles equal to the query. */
  tokens: readonly Token[];
  isTooLong: boolean;
}

/** Further parts are ignored. */
const MAX_CLAUSES = 16;
const PIECES = /(-)?(?:"([^"]{1,200})"|“([^”]{1,200})”|«\s?([^»]{1,200}?)\s?»|(\S+))/gu;

/** Parses a query. */
export function parseQuery(query: string): ParsedQuery {
  if (query.length > MAX_QUERY * 10) return { clauses: [], tokens: [], isTooLong: true };
  const text = normalize(query, "NFC").replaceAll(/\s+/gu, " ").trim();
  if ([...text].length > MAX_QUERY) return { clauses: [], tokens: [], isTooLong: true };
  const { identifiers, rest } = takeIdentifiers(text);
  // In typed order: "point de contact 24/7" is a phrase ending with the number.
  const clauses = [...identifiers, ...wordsOf(rest)]
    .slice(0, MAX_CLAUSES)
    .sort((a, b) => a.at - b.at)
    .map(({ at: _at, ...clause }) => clause);
  return { clauses, tokens: tokensOf(text.replaceAll(/["“”«»]/g, " ")), isTooLong: false };
}

/** Identifiers may contain spaces; the rest is parsed word by word. */
function takeIdentifiers(text: string): { identifiers: Placed[]; rest: string } {
  const folded = fold(text);
  // Positions match only if folding did not change the length.
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

/** Hyphens of keyboards and printed laws. */
const HYPHENS = /[\u2010-\u2013\u2212]/g;

/** "2703(f)" and "431-8" without a word before them can be sections or articles. */
function placesMeant(folded: string): string[] {
  const place = folded.replaceAll(" ", "").replaceAll(HYPHENS, "-");
  const isPlace = /^\d{1,6}[a-z]{0,2}(?:\([a-z\d]{1,4}\))+$|^\d{1,6}(?:[-.]\d{1,4}){1,4}[a-z]{0,2}$/.test(
    place,
  );
  return isPlace ? [`#sec:${place}`, `#art:${place}`] : [];
}

/** An article without a law probably means the Convention's. */
const ARTICLES_OF_THE_CONVENTION = 48;

/** A bare paragraph, "18(1)(b)", is the Convention's if it has such an article. */
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

/** Strips punctuation around a word. */
function bare(word: string): string {
  return word.replaceAll(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, "");
}
