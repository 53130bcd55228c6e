import type { Queryable } from "@/db/client";
import { languagesOf, type Stem, stemsOf, type WordIn } from "../stems";
import type { Token } from "../text/tokens";
import { all, any, type Node, word } from "./lexemes";
import type { Clause } from "./parse";

/** A clause with its search node. */
export interface Asked {
  clause: Clause;
  node: Node;
  /** Words to highlight in a text. */
  shown: readonly string[];
  /** All its words are stop words in some language; if that is the reader's, it may be left out. */
  isStop: boolean;
}

/** Languages whose stop words are ignored for all readers. */
const EVERYONES = "en";

/** Builds the nodes of clauses: each word in every stem of its script's languages. */
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
 * A stem can be a stop word elsewhere: Italian stems "Théo" to "the". Such stems are used only in the
 * reader's own language, where "notes" matches "noter".
 */
const withoutSmall =
  (stemOf: (word: WordIn) => Stem, small: ReadonlySet<string>, locale: string) =>
  (word: WordIn): Stem => {
    const stem = stemOf(word);
    if (stem.isStop || word.language === locale) return stem;
    return { ...stem, stems: stem.stems.filter((one) => !small.has(one)) };
  };

/** Treats a stop word as a possible name: matches the word itself, not every text in its language. */
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

/** Each token in all forms in which it can occur; identifiers within a word are found by the word's parts. */
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
      // In a language in which it is a stop word, a text need not contain it.
      const given = stopIn.map((language) => word(`=l:${language}`));
      return { token, node: any([...[...forms].map(word), ...given]), stopIn };
    });
}

/** A word as typed: all its parts, or the parts joined; for unspaced scripts all full-length pieces. */
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

/** Korean words have endings and are found by their pieces only. */
function isPieceOrOther({ token }: Reading): boolean {
  return token.raw === null || !/\p{sc=Hangul}/u.test(token.word);
}

/** Keeps the full-length pieces of a word in a script without spaces; its last pieces are shorter and add nothing. */
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
    // Stop words have no position in the index: phrases skip them.
    return !isSecond && stopIn.length === 0;
  });
  if (said.length === 0) return all(readings.map(({ node }) => node));
  const gaps = said.slice(1).map(({ token }, n) => token.position - (said[n]?.token.position ?? 0));
  return { is: "phrase", of: said.map(({ node }) => node), gaps };
}
