/*
 * Finds words that were mistyped or written in another alphabet. Each known word is stored with its skeleton
 * (Latin letters, spelling differences removed) and with hashes of the skeleton with up to two letters
 * deleted: words that differ by that many letters share a hash (symmetric deletion).
 */

/** Cyrillic and Greek in Latin letters, as in passports. */
const ROMAN: Readonly<Record<string, string>> = {
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", ђ: "dj", е: "e", є: "ie", ж: "zh", з: "z", и: "i", і: "i", ї: "i",
  й: "i", ј: "j", к: "k", л: "l", љ: "lj", м: "m", н: "n", њ: "nj", о: "o", п: "p", р: "r", с: "s", т: "t", ћ: "c",
  у: "u", ў: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", џ: "dz", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e",
  ю: "iu", я: "ia", ѓ: "gj", ќ: "kj", ѕ: "dz",
  α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n", ξ: "x",
  ο: "o", π: "p", ρ: "r", σ: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o",
}; // biome-ignore format: an alphabet reads better in lines

/** Endings of the same foreign word in different languages. */
const NOUN =
  /(?:[tcksz](?:iones|ions|ion|iunea|iunii|iune|iuni|ioni|ione|ija|iju|iji|ije|iia|iiu|iei|iiei|iya|ia|ie|ii|io)|coes|cao|cya)$/;
const ADJECTIVE = /(?:sk|shk|ck)(?:aia|oi|ii|oe|ogo|omu|uiu|uju|a|i|y|o|e|om|og|oj|iego|ej)$/;

/** A word in Latin letters, with language-specific spellings of sounds unified. */
function soundsOf(folded: string): string {
  let text = "";
  for (const sign of folded) text += ROMAN[sign] ?? sign;
  return text;
}

function bare(text: string): string {
  return text
    .replaceAll("ph", "f")
    .replaceAll(/sch|sh|sz|zh/g, "s")
    .replaceAll(/ch|ck|kh|qu|[cq]/g, "k")
    .replaceAll(/[wv]/g, "v")
    .replaceAll(/[yj]/g, "i")
    .replaceAll("z", "s")
    .replaceAll("th", "t")
    .replaceAll(/(.)\1+/g, "$1");
}

/**
 * Returns the skeletons of a word: without the endings that differ between languages, and also with them if
 * that is different, for typing errors in an ending.
 */
function skeletonsOf(folded: string): string[] {
  const sounds = soundsOf(folded);
  const stem = sounds.replace(ADJECTIVE, "").replaceAll("tsi", "ci").replaceAll("ts", "c");
  const named = stem.length >= 6 ? stem.replace(NOUN, "T") : stem;
  return [...new Set([bare(named), bare(sounds)])];
}

/** Only the beginning of a long word is hashed; its length is checked later. */
const COMPARED = 7;
const MIN_LENGTH = 4;
const MAX_LENGTH = 30;

/** Checks whether a word can be corrected: letters of one alphabet with capitals, not too short. */
function isMistyped(word: string): boolean {
  return (
    word.length >= MIN_LENGTH &&
    word.length <= MAX_LENGTH &&
    /^(?:[a-z]+|[\u0430-\u045f\u0491]+|[\u03b1-\u03c9]+)$/.test(word)
  );
}

/** Number of letters deleted from a skeleton of this length. */
function toleranceOf(skeleton: string): number {
  return skeleton.length >= 7 ? 2 : 1;
}

/** Hashes skeletons: each, and each with one or two letters deleted. */
function keysOf(skeletons: readonly string[]): number[] {
  const found = new Set<string>();
  for (const skeleton of skeletons) {
    let last = [skeleton.slice(0, COMPARED)];
    for (let left = toleranceOf(skeleton); left >= 0; left -= 1) {
      for (const text of last) found.add(text);
      if (left > 0) last = last.flatMap(without);
    }
  }
  return [...new Set([...found].map(hash))];
}

function without(text: string): string[] {
  if (text.length <= 2) return [];
  return Array.from({ length: text.length }, (_, n) => text.slice(0, n) + text.slice(n + 1));
}

/** FNV-1a as a signed 32-bit integer, as in Postgres. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) value = Math.imul(value ^ text.charCodeAt(n), 0x01000193);
  return value | 0;
}

/** Longer texts are no names: the time to compare grows with the square of the length. */
const MAX_COMPARED = 100;

/**
 * Counts the letters in which two words differ, with a swap as one (restricted Damerau distance); above
 * `most` returns `most + 1`.
 */
export function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > MAX_COMPARED) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/** Words up to this length may well be names and acronyms: nothing replaces them without asking. */
const SHORT = 4;
/** Longer words may have two wrong letters. */
const LONG = 8;
/** Minimum length at which words with equal skeletons count as one word. */
const SAME_SKELETON = 7;

/** How many wrong letters are corrected without asking, and how many are offered. */
function errorsIn(word: string): { sure: number; offered: number } {
  if (word.length <= SHORT) return { sure: 0, offered: 1 };
  return word.length <= LONG ? { sure: 1, offered: 2 } : { sure: 2, offered: 3 };
}

const ALPHABETS = [/^[a-z]/, /^[\u0430-\u045f\u0491]/, /^[\u03b1-\u03c9]/];

/** Checks whether two words share an alphabet. */
function isOneAlphabet(a: string, b: string): boolean {
  return ALPHABETS.some((alphabet) => alphabet.test(a) && alphabet.test(b));
}

/**
 * Measures how near a known word is to a typed one; null if it is not. In one alphabet the written letters
 * decide, as skeletons nearly equate "Olivier" and "Bolivie"; across alphabets the skeleton does.
 */
export function nearnessOf(typed: string, known: string): { distance: number; isSure: boolean } | null {
  if (!isMistyped(typed) || !isMistyped(known)) return null;
  const { sure, offered } = errorsIn(typed);
  if (isOneAlphabet(typed, known)) {
    const distance = distanceOf(typed, known, offered);
    // Typos are rarely in the first letter: "sextortion" is not "extortion".
    const isSameStart = typed[0] === known[0] || (typed[0] === known[1] && typed[1] === known[0]);
    if (distance <= sure && isSameStart) return { distance, isSure: true };
    if (isSameWord(typed, known)) return { distance: offered, isSure: true };
    return distance <= offered ? { distance, isSure: false } : null;
  }
  const [ours, theirs] = [skeletonsOf(typed), skeletonsOf(known)];
  const distance = Math.min(...ours.flatMap((one) => theirs.map((other) => distanceOf(one, other, offered))));
  if (distance > offered) return null;
  return { distance, isSure: sure > 0 && distance <= sure };
}

/** Whether two languages spell one word so: "konvencija" and "convention". */
function isSameWord(typed: string, known: string): boolean {
  const [ours = "", theirs = ""] = [skeletonsOf(typed)[0], skeletonsOf(known)[0]];
  return ours === theirs && ours.length >= SAME_SKELETON;
}

/** Returns a folded word with its search keys; null for one that is never corrected. */
export function likenessOf(word: string): { word: string; skeletons: string[]; keys: number[] } | null {
  if (!isMistyped(word)) return null;
  const skeletons = skeletonsOf(word);
  return { word, skeletons, keys: keysOf(skeletons) };
}
