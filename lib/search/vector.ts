import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { Queryable } from "@/db/client";
import { hasStemmer, type Stem, stemsOf, type WordIn } from "./stems";
import { formsOf } from "./text/identifiers";
import { type Token, tokensOf } from "./text/tokens";

/*
 * Builds an entry's `tsvector` here instead of by Postgres' parser, which splits identifiers and does not
 * know unspaced scripts. Besides words with positions and weights it contains internal words beginning with
 * "=", which nobody can type:
 * =t:WORD the word is in the title
 * =i:#FORM the entry is that article, section or number
 * =s:WORD the entry is about the word
 * =e:TITLE the whole title equals this
 * =k:KIND =c:COUNTRY =l:LANGUAGE what the entry is
 * =p:TOPIC =h:LABEL its topic, and its handling label
 */

/** A text with its role in the entry: A title and other names, B headings (and identifiers), C context, D body. */
export interface Field {
  text: string;
  language: string;
  weight: "A" | "B" | "C" | "D";
  /** Said together with the title. */
  isPlace?: boolean;
}

export interface TermsInput {
  fields: readonly Field[];
  identifiers: readonly string[];
  kind: string;
  language: string;
  countries: readonly string[];
  topics?: readonly string[];
  handling?: string | null;
  /** A whole with parts: its words without positions, which the parts have. */
  isWhole: boolean;
}

/** A word this frequent is what the text is about. */
const OFTEN = 3;
/** Positions that Postgres stores, per text and per word. */
const MAX_POSITION = 16_383;
const MAX_PLACES = 255;
/** Distance between two fields, so that no phrase spans them. */
const GAP = 16;

/**
 * Cache of tokenized texts. Sections are indexed under their lock, and most paragraphs are unchanged from the
 * last save.
 */
const lately = new LRUCache<string, readonly Token[]>({
  maxSize: 500_000,
  sizeCalculation: (_tokens, text) => text.length + 1,
});

function readWords(text: string): readonly Token[] {
  let tokens = lately.get(text);
  if (!tokens) {
    tokens = tokensOf(text);
    lately.set(text, tokens);
  }
  return tokens;
}

interface Read {
  fields: { field: Field; tokens: readonly Token[] }[];
  input: TermsInput;
}

/**
 * Builds the terms of entries as literals, in order, and collects their words, with at most one query to the
 * database.
 */
export async function termsOf(
  on: Queryable,
  inputs: readonly TermsInput[],
): Promise<{ terms: string[]; words: Set<string> }> {
  const read: Read[] = [];
  for (const input of inputs) {
    read.push({
      input,
      fields: input.fields.map((field) => ({ field, tokens: readWords(field.text) })),
    });
    // A text of half a million characters has eighty parts; other requests run in between.
    if (read.length % PARTS_AT_A_TIME === 0) await setImmediate();
  }
  const asked = new Map<string, WordIn>();
  const words = new Set<string>();
  for (const { fields, input } of read) {
    for (const { field, tokens } of fields) {
      const { language } = field;
      for (const { word, raw } of tokens) {
        if (raw === null) continue;
        // Names of people are not offered as corrections.
        if (input.kind !== "member") words.add(word);
        if (hasStemmer(language)) asked.set(`${language}\0${raw}`, { raw, language });
      }
    }
  }
  const stemOf = await stemsOf(on, [...asked.values()]);
  const terms: string[] = [];
  for (const one of read) {
    terms.push(literalOf(one, stemOf));
    if (terms.length % PARTS_AT_A_TIME === 0) await setImmediate();
  }
  return { terms, words };
}

/** Parts read before other work runs. */
const PARTS_AT_A_TIME = 4;
/** Bytes of a word: Postgres rejects more than 2,046 (MAXSTRLEN). */
const MAX_LEXEME = 2_000;
/** Bytes of a `tsvector` with positions: Postgres rejects 1 MB and more (MAXSTRPOS). */
const MAX_TERMS = 900_000;

/** Truncates a word that the index would reject, so that no text is refused because of one. */
function cutLexeme(word: string): string {
  if (word.length * 3 <= MAX_LEXEME) return word;
  const bytes = Buffer.from(word.toWellFormed());
  return bytes.length <= MAX_LEXEME
    ? word
    : bytes
        .subarray(0, MAX_LEXEME)
        .toString()
        .replace(/\ufffd+$/, "");
}

/** Internal words describing the entry: few, and never dropped. */
const isOwn = (word: string) => /^=[kliceph]:/.test(word);

class Terms {
  private readonly places = new Map<string, string[]>();
  private readonly counts = new Map<string, number>();
  private bytes = 0;

  /** Adds a word at a position, or without one. Words beyond the limits are dropped. */
  add(whole: string, place?: string): void {
    const word = cutLexeme(whole);
    let own = this.places.get(word);
    // Each position takes two bytes, their count and alignment four more.
    this.bytes += own ? 2 : Buffer.byteLength(word) + 8;
    if (this.bytes > MAX_TERMS && !isOwn(word)) return;
    if (!own) {
      own = [];
      this.places.set(word, own);
    }
    if (place !== undefined && own.length < MAX_PLACES) own.push(place);
    if (word.charCodeAt(0) !== 61) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }

  addOften(): void {
    for (const [word, count] of this.counts) if (count >= OFTEN) this.add(`=s:${word}`);
  }

  toString(): string {
    const parts: string[] = [];
    for (const [word, places] of this.places) {
      const quoted = /['\\]/.test(word) ? word.replaceAll(/['\\]/g, "$&$&") : word;
      parts.push(places.length > 0 ? `'${quoted}':${places.join(",")}` : `'${quoted}'`);
    }
    return parts.join(" ");
  }
}

function literalOf({ fields, input }: Read, stemOf: (word: WordIn) => Stem): string {
  const terms = new Terms();
  // "Senegal" is the profile's name, but not that of "Senegal: Laws", which belongs to it.
  const places = new Set(fields.filter(({ field }) => field.isPlace).map(({ tokens }) => titleKey(tokens)));
  let start = 1;
  for (const { field, tokens } of fields) {
    const { weight, language } = field;
    const isStripped = input.isWhole && weight === "D";
    for (const { word, raw, position } of tokens) {
      const { stems, isStop } = raw === null ? { stems: [word], isStop: false } : stemOf({ raw, language });
      const place = isStripped || isStop ? undefined : `${Math.min(start + position, MAX_POSITION)}${weight}`;
      // Names are also found as written, in languages that queries are not stemmed in: "Sverige".
      for (const stem of weight === "A" && !isStop ? new Set([...stems, word]) : stems) {
        terms.add(stem, place);
        if (weight === "A" || field.isPlace) terms.add(`=t:${stem}`);
        if (weight !== "D") terms.add(`=s:${stem}`);
      }
    }
    if (weight === "A") {
      for (const key of namesIn(field.text).map((name) => titleKey(tokensOf(name))))
        if (!places.has(key)) terms.add(`=e:${key}`);
    }
    start += (tokens.at(-1)?.position ?? 0) + GAP;
  }
  terms.addOften();
  for (const form of new Set(input.identifiers.flatMap(formsOf))) {
    terms.add(`=i:${form}`);
    terms.add(form, `${Math.min(start, MAX_POSITION)}B`);
  }
  terms.add(`=k:${input.kind}`);
  terms.add(`=l:${input.language}`);
  for (const country of input.countries) terms.add(`=c:${country}`);
  for (const topic of input.topics ?? []) terms.add(`=p:${topic}`);
  if (input.handling) terms.add(`=h:${input.handling}`);
  return terms.toString();
}

/** A title and its variants: without brackets, the brackets alone, the part before a colon, without the year. */
function namesIn(title: string): string[] {
  const [, inner = ""] = /\(([^()]{4,})\)/.exec(title) ?? [];
  const outer = title.replaceAll(/\([^()]*\)/g, " ");
  const [head = ""] = title.split(/: /, 1);
  const names = [title, outer, inner, head, outer.replace(/(?:,? of)? (?:19|20)\d\d\s*$/, "")];
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== "");
}

const ARTICLES = new Set(["the", "la", "le", "les", "l"]);
const MAX_TITLE = 200;

/** A title for comparison with a whole query: its folded words. */
export function titleKey(tokens: readonly Token[]): string {
  return tokens
    .filter((token, n) => !token.word.startsWith("#") && !(n === 0 && ARTICLES.has(token.word)))
    .map((token) => token.word)
    .join("_")
    .slice(0, MAX_TITLE);
}
