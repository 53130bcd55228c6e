/*
 * Splits texts into words in one pass over code units with a table of their classes: saves compare and count
 * texts of half a million characters, on which regular expressions would be too slow.
 */

/** Scripts written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const COUNTED_ALONE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const MARK = /\p{M}/u;
const IN_WORDS = /[\p{L}\p{N}\p{M}]/u;
const SPACE = /\s/u;
const JOINERS = /[_\u200c\u200d]/;
const BETWEEN = /['’.-]/;

/** Classes of a character, as bits; 0 means "not yet known". */
const KNOWN = 1;
const IS_SPACE = 2;
const IS_UNSPACED = 4;
const IS_MARK = 8;
/** A letter, digit or mark. */
const IS_WORD = 16;
/** Part of a word when texts are compared, though not a letter. */
const IS_JOINER = 32;
/** Counts as a word by itself. */
const IS_ALONE = 64;
/** Allowed within a counted word. */
const IS_BETWEEN = 128;

const classes = new Uint8Array(0x10000);

function classAt(text: string, at: number): number {
  const known = classes[text.charCodeAt(at)] ?? 0;
  if (known !== 0) return known;
  const code = text.codePointAt(at) ?? 0x20;
  if (code > 0xffff) return astralClass(code);
  const found = classOf(String.fromCodePoint(code));
  classes[code] = found;
  return found;
}

const astral = new Map<number, number>();

function astralClass(code: number): number {
  let found = astral.get(code);
  if (found === undefined) {
    found = classOf(String.fromCodePoint(code));
    if (astral.size < 10_000) astral.set(code, found);
  }
  return found;
}

function classOf(sign: string): number {
  return (
    KNOWN |
    (SPACE.test(sign) ? IS_SPACE : 0) |
    (UNSPACED.test(sign) ? IS_UNSPACED : 0) |
    (MARK.test(sign) ? IS_MARK : 0) |
    (IN_WORDS.test(sign) ? IS_WORD : 0) |
    (JOINERS.test(sign) ? IS_JOINER : 0) |
    (COUNTED_ALONE.test(sign) ? IS_ALONE : 0) |
    (BETWEEN.test(sign) ? IS_BETWEEN : 0)
  );
}

const widthAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Finds the end of a run of characters that have some bits and none of others. */
function endOfRun(text: string, from: number, some: number, none: number): number {
  let at = from;
  while (at < text.length) {
    const found = classAt(text, at);
    if ((found & some) === 0 || (found & none) !== 0) break;
    at += widthAt(text, at);
  }
  return at;
}

/**
 * Splits a text into the pieces compared and merged: white space, words, characters of unspaced scripts with
 * their marks, other characters. Joined they give the text.
 */
export function splitWords(text: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfPiece(text, at);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

function endOfPiece(text: string, at: number): number {
  const found = classAt(text, at);
  if ((found & IS_SPACE) !== 0) return endOfRun(text, at, IS_SPACE, 0);
  const next = at + widthAt(text, at);
  if ((found & IS_UNSPACED) !== 0) return endOfRun(text, next, IS_MARK, 0);
  if ((found & (IS_WORD | IS_JOINER)) !== 0) return endOfRun(text, next, IS_WORD | IS_JOINER, IS_UNSPACED);
  return next;
}

/** Counts words as a reader does: "90-1" and "l’article" are one each, as is every Chinese character. */
export function countWords(text: string): number {
  let count = 0;
  let at = 0;
  while (at < text.length) {
    const found = classAt(text, at);
    const next = at + widthAt(text, at);
    if ((found & (IS_ALONE | IS_WORD)) !== 0) count += 1;
    at = (found & IS_ALONE) === 0 && (found & IS_WORD) !== 0 ? endOfCounted(text, next) : next;
  }
  return count;
}

/** Finds the end of a word including its joiners: "90-1". */
function endOfCounted(text: string, from: number): number {
  let at = endOfRun(text, from, IS_WORD, 0);
  while (
    at + 1 < text.length &&
    (classAt(text, at) & IS_BETWEEN) !== 0 &&
    (classAt(text, at + 1) & IS_WORD) !== 0
  )
    at = endOfRun(text, at + 1, IS_WORD, 0);
  return at;
}

/** Counts characters as a reader does: code points. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Computes the similarity of two bags of words: 0 with none in common, 1 with all (Dice's coefficient). */
export function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  let total = 0;
  for (const [word, count] of a) {
    common += Math.min(count, b.get(word) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 1 : (2 * common) / total;
}

/** Only the first characters are compared, which suffices. */
const MAX_BAG = 50_000;

/** Counts the words in the first `MAX_BAG` characters of a text, without white space. */
export function bagOfWords(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of splitWords(text.slice(0, MAX_BAG)))
    if (word.trim() !== "") bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}
