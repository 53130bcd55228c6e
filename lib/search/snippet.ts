import { LRUCache } from "lru-cache";
import type { Queryable } from "@/db/client";
import type { TextPiece } from "./model";
import { hasStemmer, stemsOf, type WordIn } from "./stems";
import { fold } from "./text/fold";
import { isElision, isJoin, scan } from "./text/scan";
import { tokensOf } from "./text/tokens";

/** What to highlight in texts: the folded words and stems searched. */
export interface Marks {
  words: ReadonlySet<string>;
  /** Pieces of unspaced scripts, and identifiers as typed: highlighted wherever they occur. */
  pieces: readonly string[];
}

const LENGTH = 150;
/** Characters before the first highlight. */
const LEAD = 40;

interface Span {
  from: number;
  to: number;
  /** Which word it matches, so that passages with all words are preferred. */
  word: string;
}

export interface Snippet {
  pieces: TextPiece[];
  /** Position in the text. */
  at: number;
  /** Words of the text to link to; null without a highlight. */
  quote: string | null;
}

/** Candidates for highlighting: words with the same beginning as a searched one. `confirm` checks them. */
export interface Candidates {
  text: string;
  language: string;
  spans: { span: Span; raw: string }[];
}

/** Hyphenated parts of a word; for longer ones reading each beginning again takes quadratic time. */
const MAX_JOINED = 6;

/** Letters compared first; stemming may change the last ones. */
const BEGINNING = 3;
/** These letters are among the first this many characters, including vowel signs and prefixes. */
const OF_A_WORD = 24;

/** Beginnings of the searched words; plain letters are encoded as numbers, for speed. */
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

  /** Whether a range of a text begins like one of them. */
  isAt(text: string, from: number, to: number): boolean {
    const plain = plainBeginning(text, from, to);
    if (plain !== null) return this.plain.has(plain);
    const end = Math.min(to, from + OF_A_WORD);
    return beginningsOf(text.slice(from, end).toLowerCase()).some((one) => this.others.has(one));
  }

  /** Quick check whether joined words may begin like one of them; an exact check is slower. */
  mayBeAt(text: string, from: number, to: number): boolean {
    const plain = plainBeginning(text, from, to, true);
    return plain === null || this.plain.has(plain);
  }
}

/** The first letters of a word, lower-cased, as a number; null if one is not plain. */
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

/** Beginnings of a word for comparison, with and without Arabic's attached article and prepositions. */
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

/** Finds places of a text that may match. */
export function candidatesIn(text: string, language: string, marks: Marks): Candidates {
  const beginnings = beginningsIn(marks);
  const spans: Candidates["spans"] = [];
  let joined = 0;
  scan(text, (from, to, script, begin) => {
    joined = begin < from ? joined + 1 : 0;
    if (script !== "spaced") return;
    // "Cyber-crime" also matches "cybercrime".
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

/** Confirms all candidates in one query: a word is highlighted if its stem, in its text's language, was searched. */
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

/** Texts may quote other languages, so English and French stems are tried too. */
function languagesIn(language: string): string[] {
  return [...new Set([language, "en", "fr"])].filter(hasStemmer);
}

/** Cuts the passage with most matches, highlighted; the beginning of the text if there are none. */
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

/** Highlights a whole text, for titles. */
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
/** Shorter quotes occur in many places of a page. */
const ENOUGH = 25;

/**
 * Words from a match to the end of its line or cell, for the link's text directive. Browsers go to the first
 * occurrence, so short quotes include words before the match.
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

/** Cuts a text at a word boundary. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(" ", Math.max(length, 0));
  return space > 0 ? text.slice(0, space) : "";
}

/** Pieces and typed identifiers of a query, which are matched literally. */
export function piecesToMark(typed: string): string[] {
  const pieces = tokensOf(typed).filter(({ raw, word }) => raw === null && !word.startsWith("#"));
  return pieces.length > 0 ? [typed.toLowerCase()] : [];
}
