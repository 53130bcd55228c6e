/*
 * How words are found by those who mistype them, or who write them in another alphabet. Each known word is kept with
 * its skeleton (Latin letters, without what spellings differ in) and with hashes of the skeleton from which up to two
 * letters are missing: two words that differ by as many letters share one of those (symmetric deletion).
 */

/** Cyrillic and Greek in Latin letters, as passports write them. */
const ROMAN: Readonly<Record<string, string>> = {
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", ђ: "dj", е: "e", є: "ie", ж: "zh", з: "z", и: "i", і: "i", ї: "i",
  й: "i", ј: "j", к: "k", л: "l", љ: "lj", м: "m", н: "n", њ: "nj", о: "o", п: "p", р: "r", с: "s", т: "t", ћ: "c",
  у: "u", ў: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", џ: "dz", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e",
  ю: "iu", я: "ia", ѓ: "gj", ќ: "kj", ѕ: "dz",
  α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n", ξ: "x",
  ο: "o", π: "p", ρ: "r", σ: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o",
}; // biome-ignore format: an alphabet reads better in lines

/** The endings by which languages tell the same foreign word. */
const NOUN =
  /(?:[tcksz](?:iones|ions|ion|iunea|iunii|iune|iuni|ioni|ione|ija|iju|iji|ije|iia|iiu|iei|iiei|iya|ia|ie|ii|io)|coes|cao|cya)$/;
const ADJECTIVE = /(?:sk|shk|ck)(?:aia|oi|ii|oe|ogo|omu|uiu|uju|a|i|y|o|e|om|og|oj|iego|ej)$/;

/** A word in Latin letters, as one language after the other would write its sounds. */
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
 * A word without what its spellings differ in: first without the endings by which languages tell the same foreign
 * word, then, where that is something else, with them. Typing errors in an ending need the second.
 */
function skeletonsOf(folded: string): string[] {
  const sounds = soundsOf(folded);
  const stem = sounds.replace(ADJECTIVE, "").replaceAll("tsi", "ci").replaceAll("ts", "c");
  const named = stem.length >= 6 ? stem.replace(NOUN, "T") : stem;
  return [...new Set([bare(named), bare(sounds)])];
}

/** Only the beginning of a long word is compared letter by letter; its length is checked after. */
const COMPARED = 7;
const MIN_LENGTH = 4;
const MAX_LENGTH = 30;

/** Whether a word is of the sort that people mistype: letters of one of the alphabets with capitals, not too short. */
function isMistyped(word: string): boolean {
  return (
    word.length >= MIN_LENGTH &&
    word.length <= MAX_LENGTH &&
    /^(?:[a-z]+|[\u0430-\u045f\u0491]+|[\u03b1-\u03c9]+)$/.test(word)
  );
}

/** How many letters a word of this length may differ in and still be meant. */
export function toleranceOf(word: string): number {
  return word.length >= 7 ? 2 : 1;
}

/** The hashes of skeletons: of each, and of each without one letter or two. */
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

/** FNV-1a, as the signed 32 bits that Postgres' integer has. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) value = Math.imul(value ^ text.charCodeAt(n), 0x01000193);
  return value | 0;
}

/** In how many letters two words differ, a swap of two counting as one (Damerau, restricted); more than `most` is `most + 1`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
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

/** In how many letters two words differ at least, in whatever way they are spelled; more than `most` is `most + 1`. */
export function difference(a: readonly string[], b: readonly string[], most: number): number {
  return Math.min(...a.flatMap((one) => b.map((other) => distance(one, other, most))));
}

/** A folded word with what it is found by; null for one that nobody would look for so. */
export function likenessOf(word: string): { word: string; skeletons: string[]; keys: number[] } | null {
  if (!isMistyped(word)) return null;
  const skeletons = skeletonsOf(word);
  return { word, skeletons, keys: keysOf(skeletons) };
}
