/** Scripts that are written without spaces between words. */
const UNSPACED =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
/** Runs of white space, single characters of those scripts with their marks, words, single other characters. */
const TOKENS = new RegExp(
  `\\s+|${UNSPACED}\\p{M}*|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}_\\u200c\\u200d])+|[\\s\\S]`,
  "gu",
);
const WORDS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu;

/** A text in the pieces by which it is compared and merged. Joined again they are the text. */
export function splitWords(text: string): string[] {
  return text.match(TOKENS) ?? [];
}

/** Words as a reader counts them: "90-1" and "l’article" are one each, every Chinese character is one. */
export function countWords(text: string): number {
  return text.match(WORDS)?.length ?? 0;
}

/** Characters as a reader counts them: code points. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** How alike two bags of words are: 0 with none in common, 1 with all (Dice's coefficient). */
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

/** The words of a text with how often each stands there; white space does not count. */
export function bagOfWords(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of splitWords(text)) if (word.trim() !== "") bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}
