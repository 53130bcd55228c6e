import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { Queryable } from "@/db/client";
import { hasStemmer, type Stem, stemsOf, type WordIn } from "./stems";
import { formsOf } from "./text/identifiers";
import { type Token, tokensOf } from "./text/tokens";

/*
 * The words of an entry as a `tsvector`, made here and not by Postgres' own parser, which takes identifiers apart and
 * knows no scripts without spaces. Beside the words themselves, with their places and weights, it holds words of our
 * own that begin with "=" and that nobody can type: they let the index answer what it otherwise could not.
 *
 *   =t:WORD  the word stands in the title           =i:#FORM  the entry is that article, section or number
 *   =s:WORD  the entry is about the word            =e:TITLE  the whole title is this
 *   =k:KIND  =c:COUNTRY  =l:LANGUAGE                what the entry is
 *   =p:TOPIC  =h:LABEL                              what it is about, and how it is to be handled
 */

/** A stretch of text with what it says of the entry: A its name, B other names and headings, C what it belongs to, D its words. */
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
  /** A whole that has parts: its words without their places, which are those of the parts. */
  isWhole: boolean;
}

/** Said as often as this, a word is what the text is about. */
const OFTEN = 3;
/** Places that Postgres keeps, of a text and of one word. */
const MAX_POSITION = 16_383;
const MAX_PLACES = 255;
/** Between two fields, so that the end of one and the beginning of the next are no phrase. */
const GAP = 16;

/**
 * The words of texts that were read lately. Whoever saves a section holds its lock while it is indexed, and most of its
 * paragraphs are those of the save before.
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
 * The terms of entries, in their order, as literals, and the words that stand in them. One question to the database
 * for all of them, or none.
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
    // A text of half a million characters has eighty parts: other requests go on between them.
    if (read.length % PARTS_AT_A_TIME === 0) await setImmediate();
  }
  const asked = new Map<string, WordIn>();
  const words = new Set<string>();
  for (const { fields, input } of read) {
    for (const { field, tokens } of fields) {
      const { language } = field;
      for (const { word, raw } of tokens) {
        if (raw === null) continue;
        // Names of people are not offered to whoever mistypes something else.
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

/** Parts of texts that are read before other work comes through. */
const PARTS_AT_A_TIME = 4;
/** Bytes of a word in a `tsvector`: Postgres refuses more than 2,046 (MAXSTRLEN). */
const MAX_LEXEME = 2_000;
/** Bytes of a whole `tsvector`, with places: Postgres refuses 1 MB and more (MAXSTRPOS). */
const MAX_TERMS = 900_000;

/** Cuts a word that the index would refuse, between two letters. No text is refused because it cannot be found whole. */
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

/** A word of ours that says what the entry is: few, and never left out. */
const isOwn = (word: string) => /^=[kliceph]:/.test(word);

class Terms {
  private readonly places = new Map<string, string[]>();
  private readonly counts = new Map<string, number>();
  private bytes = 0;

  /** Adds a word at a place; without one it is only there. What the index has no room for is left out. */
  add(whole: string, place?: string): void {
    const word = cutLexeme(whole);
    let own = this.places.get(word);
    // Each place takes two bytes, their number and alignment four more.
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
  // "Senegal" is the name of the profile, and none of "Senegal: Laws", which belongs to it.
  const places = new Set(fields.filter(({ field }) => field.isPlace).map(({ tokens }) => titleKey(tokens)));
  let start = 1;
  for (const { field, tokens } of fields) {
    const { weight, language } = field;
    const isStripped = input.isWhole && weight === "D";
    for (const { word, raw, position } of tokens) {
      const { stems, isStop } = raw === null ? { stems: [word], isStop: false } : stemOf({ raw, language });
      const place = isStripped || isStop ? undefined : `${Math.min(start + position, MAX_POSITION)}${weight}`;
      // A name is found as it is written, in languages that nobody's question is stemmed in too: "Sverige".
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

/** A title and what people make of it: without what stands in brackets, that alone, its part before a colon, without its year. */
function namesIn(title: string): string[] {
  const [, inner = ""] = /\(([^()]{4,})\)/.exec(title) ?? [];
  const outer = title.replaceAll(/\([^()]*\)/g, " ");
  const [head = ""] = title.split(/: /, 1);
  const names = [title, outer, inner, head, outer.replace(/(?:,? of)? (?:19|20)\d\d\s*$/, "")];
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== "");
}

const ARTICLES = new Set(["the", "la", "le", "les", "l"]);
const MAX_TITLE = 200;

/** A title as it is compared with all that was asked for: its words, folded, and nothing else. */
export function titleKey(tokens: readonly Token[]): string {
  return tokens
    .filter((token, n) => !token.word.startsWith("#") && !(n === 0 && ARTICLES.has(token.word)))
    .map((token) => token.word)
    .join("_")
    .slice(0, MAX_TITLE);
}
