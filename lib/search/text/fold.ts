import { normalize } from "@/lib/text/unicode";

/*
 * Folds words for comparison: without case, accents, vowel signs, and letter variants that writers use
 * interchangeably. Implemented here, so that Postgres needs no extensions.
 */

/**
 * Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs and tatweel. Signs of Indic scripts
 * and Thai are letters and are kept.
 */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/gu;
/** The breve turns Cyrillic и into another letter. */
const BREVE_OF_I = /\u0438\u0306/g;

const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ŧ: "t",
  ς: "σ",
  ё: "е",
  آ: "ا",
  أ: "ا",
  إ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ئ: "ي",
  ؤ: "و",
  ة: "ه",
  ک: "ك",
  ګ: "ك",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const PLAIN = /^[\x20-\x7e]*$/;
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/**
 * Maximum characters to fold. Texts are split into parts of 6,000 before indexing, titles and queries are
 * shorter; this limits the cost of any call.
 */
export const MAX_FOLDED = 20_000;

/** Folds a text, at most `MAX_FOLDED` characters. Fast for ASCII. */
export function fold(whole: string): string {
  const text = whole.slice(0, MAX_FOLDED);
  if (PLAIN.test(text)) return text.toLowerCase();
  const letters = normalize(text, "NFKD").toLowerCase().replaceAll(BREVE_OF_I, "й").replaceAll(MARKS, "");
  return normalize(letters, "NFC")
    .replaceAll(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(DIGITS, asciiDigit);
}

/** Converts Arabic, Persian and Devanagari digits to ASCII. */
function asciiDigit(digit: string): string {
  return String((digit.charCodeAt(0) & 0xf) - (digit < "\u0966" ? 0 : 6));
}
