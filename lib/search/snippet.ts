import { LRUCache } from "lru-cache";
import type { Queryable } from "@/db/client";
import type { TextPiece } from "./model";
import { hasStemmer, stemsOf, type WordIn } from "./stems";
import { fold } from "./text/fold";
import { isElision, isJoin, scan } from "./text/scan";
import { tokensOf } from "./text/tokens";

/** What is marked in texts: the folded words and stems that were looked for. */
export interface Marks {
  words: ReadonlySet<string>;
  /** Pieces of scripts without spaces, and identifiers as they were typed: marked wherever they stand. */
  pieces: readonly string[];
}

const LENGTH = 150;
/** Words before the first mark. */
const LEAD = 40;

interface Span {
  from: number;
  to: number;
  /** Which word it is, so that a passage with all of them is preferred. */
  word: string;
}

export interface Snippet {
  pieces: TextPiece[];
  /** Where in the text it was taken from. */
  at: number;
  /** Words as they stand there, to jump to; null where nothing is marked. */
  quote: string | null;
}

/** Candidates in a text: words that begin as one that was looked for begins. Whether they are the same word is asked later. */
export interface Candidates {
  text: string;
  language: string;
  spans: { span: Span; raw: string }[];
}

/** Parts of a word with hyphens. Of a longer one, each beginning would be read again: that takes quadratic time. */
const MAX_JOINED = 6;

/** Compared by their first letters: stems may change the last ones. */
const BEGINNING = 3;
/** They are among so many characters, whatever vowel signs and prefixes stand with them. */
const OF_A_WORD = 24;

/** The beginnings of the words that were looked for; those of plain letters as numbers, which cost nothing to make. */
class Beginnings {
  private readonly plain = new Set<number>();
  private readonly others = new Set<string>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      const beginning = word.slice(0, BEGINNING);
      const plain = plainBeginning(beginning, 0, beginning.length);
      if (plain !== null) this.plain.add(plain);
      this.others.add(beginning);
    }
  }

  /** Whether a stretch of a text begins as one of them does. */
  isAt(text: string, from: number, to: number): boolean {
    const plain = plainBeginning(text, from, to);
    if (plain !== null) return this.plain.has(plain);
    const end = Math.min(to, from + OF_A_WORD);
    return beginningsOf(text.slice(from, end).toLowerCase()).some((one) => this.others.has(one));
  }

  /** Whether words that hang together may begin so as one word: to be sure takes much longer. */
  mayBeAt(text: string, from: number, to: number): boolean {
    const plain = plainBeginning(text, from, to, true);
    return plain === null || this.plain.has(plain);
  }
}

/** The first letters of a word as a number, in lower case; null where one of them is not plain. */
function plainBeginning(text: string, from: number, to: number, skipsJoins = false): number | null {
  let found = 0;
  let count = 0;
  for (let at = from; at < to && count < BEGINNING; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7e) return null;
    if (skipsJoins && isJoin(unit)) continue;
    found = found * 128 + (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit);
    count += 1;
  }
  return found;
}

const ofWords = new WeakMap<ReadonlySet<string>, Beginnings>();

function beginningsIn({ words }: Marks): Beginnings {
  let found = ofWords.get(words);
  if (!found) {
    found = new Beginnings(words);
    ofWords.set(words, found);
  }
  return found;
}

const known = new LRUCache<string, readonly string[]>({ max: 20_000 });

/** How a word begins as it is compared, with and without the article and the prepositions that Arabic writes to it. */
function beginningsOf(raw: string): readonly string[] {
  let found = known.get(raw);
  if (found === undefined) {
    const word = fold(raw);
    const bare = word.replace(/^(?:و?ال|[وبلك]ال?)/, "");
    found = [...new Set([word.slice(0, BEGINNING), bare.slice(0, BEGINNING)])];
    known.set(raw, found);
  }
  return found;
}

/** Places of a text that may be what was looked for. */
export function candidatesIn(text: string, language: string, marks: Marks): Candidates {
  const beginnings = beginningsIn(marks);
  const spans: Candidates["spans"] = [];
  let joined = 0;
  scan(text, (from, to, script, begin) => {
    joined = begin < from ? joined + 1 : 0;
    if (script !== "spaced") return;
    // "Cyber-crime" is "cybercrime" as well.
    if (joined > 0 && joined < MAX_JOINED && !isElision(text, from) && beginnings.mayBeAt(text, begin, to)) {
      const whole = text.slice(begin, to).toLowerCase();
      if (marks.words.has(fold(whole).replaceAll(/[^\p{L}\p{N}]/gu, "")))
        spans.push({ span: { from: begin, to, word: whole }, raw: "" });
    }
    if (!beginnings.isAt(text, from, to)) return;
    const raw = text.slice(from, to).toLowerCase();
    spans.push({ span: { from, to, word: raw }, raw });
  });
  const lower = marks.pieces.length > 0 ? text.toLowerCase() : "";
  for (const piece of marks.pieces) {
    if (piece === "") continue;
    for (let at = lower.indexOf(piece); at >= 0; at = lower.indexOf(piece, at + piece.length))
      spans.push({ span: { from: at, to: at + piece.length, word: piece }, raw: "" });
  }
  return { text, language, spans };
}

/** Decides about all candidates at once: a word is marked when its stem, in the language of its text, was looked for. */
export async function confirm(on: Queryable, all: readonly Candidates[], marks: Marks): Promise<Span[][]> {
  const asked: WordIn[] = all.flatMap(({ language, spans }) =>
    spans.flatMap(({ raw }) =>
      raw === "" ? [] : languagesIn(language).map((one) => ({ raw, language: one })),
    ),
  );
  const stemOf = await stemsOf(on, asked);
  return all.map(({ language, spans }) =>
    spans
      .filter(
        ({ raw }) =>
          raw === "" ||
          marks.words.has(fold(raw)) ||
          languagesIn(language).some((one) =>
            stemOf({ raw, language: one }).stems.some((stem) => marks.words.has(stem)),
          ),
      )
      .map(({ span }) => span)
      .sort((a, b) => a.from - b.from || b.to - a.to),
  );
}

/** A text may quote others: what the language of the text does not know, English and French may. */
function languagesIn(language: string): string[] {
  return [...new Set([language, "en", "fr"])].filter(hasStemmer);
}

/** The passage of a text that holds most of what was looked for, with its marks; its beginning where nothing is. */
export function snippetOf(text: string, spans: readonly Span[]): Snippet {
  const first = bestStart(spans);
  const from = startOf(text, first === null ? 0 : first.from);
  const to = endOf(text, from);
  const inside = spans.filter((span) => span.from >= from && span.to <= to);
  const pieces = piecesOf(
    text.slice(from, to),
    inside.map((span) => ({ ...span, from: span.from - from, to: span.to - from })),
  );
  const shown = pieces.map((piece) => ({ ...piece, text: piece.text.replaceAll(/\s+/g, " ") }));
  if (from > 0 && shown[0]) shown.unshift({ text: "… ", isMark: false });
  if (to < text.length) shown.push({ text: " …", isMark: false });
  return { pieces: shown, at: first?.from ?? 0, quote: first ? quoteAt(text, first) : null };
}

/** The whole of a text with its marks: for titles. */
export function markedText(text: string, spans: readonly Span[]): TextPiece[] {
  return piecesOf(text, spans);
}

function bestStart(spans: readonly Span[]): Span | null {
  let best: Span | null = null;
  let most = 0;
  for (let n = 0; n < spans.length; n += 1) {
    const start = spans[n] as Span;
    const words = new Set<string>();
    let count = 0;
    for (let m = n; m < spans.length && (spans[m] as Span).to - start.from <= LENGTH; m += 1) {
      words.add(fold((spans[m] as Span).word).slice(0, 5));
      count += 1;
    }
    const value = words.size * 10 + Math.min(count, 5);
    if (value > most) [best, most] = [start, value];
  }
  return best;
}

function startOf(text: string, mark: number): number {
  if (mark <= LEAD) return 0;
  const around = text.slice(mark - LEAD, mark);
  const line = around.lastIndexOf("\n");
  if (line >= 0) return mark - LEAD + line + 1;
  const sentence = Math.max(around.lastIndexOf(". "), around.lastIndexOf("؟ "), around.lastIndexOf("。"));
  if (sentence >= 0) return mark - LEAD + sentence + (around[sentence] === "。" ? 1 : 2);
  const space = around.indexOf(" ");
  return mark - LEAD + space + 1;
}

function endOf(text: string, from: number): number {
  if (text.length - from <= LENGTH) return text.length;
  const space = text.lastIndexOf(" ", from + LENGTH);
  return space > from + LENGTH / 2 ? space : from + LENGTH;
}

function piecesOf(text: string, spans: readonly Span[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const { from, to } of spans) {
    if (from < end) continue;
    if (from > end) pieces.push({ text: text.slice(end, from), isMark: false });
    pieces.push({ text: text.slice(from, to), isMark: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMark: false });
  return pieces;
}

const QUOTE = 40;
/** Fewer letters stand in many places of a page. */
const ENOUGH = 25;

/**
 * Words from a mark on, to the end of its line or cell at most, for a browser to find the place. A browser goes to
 * the first place that has them: where they are few, those before the mark come along.
 */
function quoteAt(text: string, { from, to }: Span): string {
  const before = text.slice(
    Math.max(text.lastIndexOf("\n", from - 1), text.lastIndexOf("\t", from - 1)) + 1,
    from,
  );
  const [after = ""] = /^[^\n\t]*/.exec(text.slice(to)) ?? [];
  const behind = shortened(after, QUOTE - (to - from));
  const own = text.slice(from, to) + behind;
  if (own.length >= ENOUGH || before === "") return own.trim();
  const start = before.length > QUOTE ? before.indexOf(" ", before.length - QUOTE) + 1 : 0;
  return (before.slice(start) + own).trim();
}

/** The beginning of a text, of whole words. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(" ", Math.max(length, 0));
  return space > 0 ? text.slice(0, space) : "";
}

/** The pieces and typed identifiers of a query, as they are looked for letter by letter. */
export function piecesToMark(typed: string): string[] {
  const pieces = tokensOf(typed).filter(({ raw, word }) => raw === null && !word.startsWith("#"));
  return pieces.length > 0 ? [typed.toLowerCase()] : [];
}
