import type { Queryable } from "@/db/client";
import { languagesOf, type Stem, stemsOf, type WordIn } from "../stems";
import type { Token } from "../text/tokens";
import { all, any, type Node, word } from "./lexemes";
import type { Clause } from "./parse";

/** A clause with what it is looked for by. */
export interface Asked {
  clause: Clause;
  node: Node;
  /** The words that its place in a text may show, for marks. */
  shown: readonly string[];
  /** Every word of it is one that some language has in each sentence; of the reader's own language, it may be left out. */
  isStop: boolean;
}

/** Languages whose smallest words are passed over whoever asks. */
const EVERYONES = "en";

/** The nodes of clauses: each word in every form that the languages of its script would give it. */
export async function nodesOf(on: Queryable, clauses: readonly Clause[], locale: string): Promise<Asked[]> {
  const words: WordIn[] = clauses.flatMap(({ tokens }) =>
    tokens.flatMap(({ raw, word: folded }) =>
      raw === null ? [] : languagesOf(folded).map((language) => ({ raw, language })),
    ),
  );
  const stemOf = await stemsOf(on, words);
  const stems = new Set(words.flatMap((one) => stemOf(one).stems));
  const ofStems = await stemsOf(
    on,
    [...stems].flatMap((raw) => languagesOf(raw).map((language) => ({ raw, language }))),
  );
  const small = new Set(
    [...stems].filter((raw) => languagesOf(raw).some((language) => ofStems({ raw, language }).isStop)),
  );
  return clauses.map((clause) => nodeOf(clause, withoutSmall(stemOf, small, locale), locale));
}

/**
 * What one language makes of a word may be what another has in each sentence: Italian has "the" for "Théo". Such stems
 * count in the reader's own language alone, where "notes" comes down to what "noter" does.
 */
const withoutSmall =
  (stemOf: (word: WordIn) => Stem, small: ReadonlySet<string>, locale: string) =>
  (word: WordIn): Stem => {
    const stem = stemOf(word);
    if (stem.isStop || word.language === locale) return stem;
    return { ...stem, stems: stem.stems.filter((one) => !small.has(one)) };
  };

/** A small word as the name that it may be: where it stands itself, and not in all that its language could have it in. */
export function asName(asked: Asked): Asked {
  return { ...asked, node: withoutGiven(asked.node) };
}

function withoutGiven(node: Node): Node {
  if (node.is !== "any" && node.is !== "all") return node;
  const of = node.of.filter((one) => one.is !== "word" || !one.word.startsWith("=l:")).map(withoutGiven);
  return node.is === "any" ? any(of) : all(of);
}

function nodeOf(clause: Clause, stemOf: (word: WordIn) => Stem, locale: string): Asked {
  if (clause.sort === "identifier")
    return { clause, node: any(clause.forms.map(word)), shown: [], isStop: false };
  const readings = readingsOf(clause.tokens, stemOf);
  const isStop =
    !clause.isCapitals &&
    clause.sort === "word" &&
    readings.every(({ stopIn }) => stopIn.includes(EVERYONES) || stopIn.includes(locale));
  const shown = readings.map(({ token }) => token.word);
  if (clause.sort === "phrase") return { clause, node: phraseOf(readings), shown, isStop: false };
  return { clause, node: wordOf(readings), shown, isStop };
}

interface Reading {
  token: Token;
  node: Node;
  stopIn: readonly string[];
}

/** Each token in all forms in which it may stand; identifiers within a word are found by the word's parts. */
function readingsOf(tokens: readonly Token[], stemOf: (word: WordIn) => Stem): Reading[] {
  return tokens
    .filter((token) => !token.word.startsWith("#"))
    .map((token) => {
      const { raw } = token;
      if (raw === null) return { token, node: word(token.word), stopIn: [] };
      const readings = languagesOf(token.word).map((language) => ({
        language,
        ...stemOf({ raw, language }),
      }));
      const forms = new Set([token.word, ...readings.flatMap(({ stems }) => stems)]);
      const stopIn = readings.filter(({ isStop }) => isStop).map(({ language }) => language);
      // In a language that has the word in each sentence a text need not hold it.
      const given = stopIn.map((language) => word(`=l:${language}`));
      return { token, node: any([...[...forms].map(word), ...given]), stopIn };
    });
}

/** A word as typed: all of its parts, or the parts written as one; of unspaced scripts all pieces of full length. */
function wordOf(readings: readonly Reading[]): Node {
  const pieces = readings.filter(({ token }) => token.raw === null);
  if (pieces.length > 0) return all(piecesOf(readings.filter(isPieceOrOther)).map(({ node }) => node));
  const joined = readings.filter(
    ({ token }, n) => n > 0 && token.position <= (readings[n - 1]?.token.position ?? -1),
  );
  const parts = readings.filter((one) => !joined.includes(one));
  const together = all(parts.map(({ node }) => node));
  return joined.length > 0 ? any([together, ...joined.map(({ node }) => node)]) : together;
}

/** Korean words come with their endings, and are found by their pieces alone. */
function isPieceOrOther({ token }: Reading): boolean {
  return token.raw === null || !/\p{sc=Hangul}/u.test(token.word);
}

/** The last pieces of a run are shorter than the others and say nothing that those do not. */
function piecesOf(readings: readonly Reading[]): Reading[] {
  const length = ({ token }: Reading) => [...token.word].length;
  const longest = Math.max(...readings.filter(({ token }) => token.raw === null).map(length));
  return readings
    .filter(({ token }, n) => token.raw !== null || length(readings[n] as Reading) === longest)
    .map((one) =>
      one.token.raw === null && longest === 1
        ? { ...one, node: { is: "start", word: one.token.word } as const }
        : one,
    );
}

function phraseOf(readings: readonly Reading[]): Node {
  const seen = new Set<number>();
  const said = readings.filter(({ token, stopIn }) => {
    const isSecond = seen.has(token.position);
    seen.add(token.position);
    // Small words keep no place in the index: the phrase steps over them.
    return !isSecond && stopIn.length === 0;
  });
  if (said.length === 0) return all(readings.map(({ node }) => node));
  const gaps = said.slice(1).map(({ token }, n) => token.position - (said[n]?.token.position ?? 0));
  return { is: "phrase", of: said.map(({ node }) => node), gaps };
}
