import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadProse } from "@/db/seed/prose";
import { blockText } from "@/lib/text/plain";
import { between, pick, type Random } from "./words";

/** Languages of the rows, in proportion to their frequency here. */
export const LANGUAGES = ["en", "en", "en", "en", "en", "en", "fr", "ar", "es", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Number of different words in a language, as in a large corpus: most are names, numbers, places, typos. */
const DIFFERENT = 200_000;
/** Constant of the Zipf–Mandelbrot law: a word's frequency is one over its rank plus this. */
const FLATTENED = 2.7;
/** Share of a text's words that are about its subject and recur. */
const OWN = 0.12;

const ROOT = join(import.meta.dirname, "..");

/** Our own words in a language, the most frequent first: prose and the sentences of the interface. */
function realWords(language: Language): string[] {
  const counts = new Map<string, number>();
  for (const text of textsOf(language))
    for (const word of text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [])
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
}

function textsOf(language: Language): string[] {
  if (language === "en")
    return loadProse().flatMap(({ sections }) =>
      sections.flatMap(({ content }) => content.doc.content.map((block) => blockText(block))),
    );
  if (language !== "fr" && language !== "ar") return [];
  const folder = join(ROOT, "messages", language);
  return readdirSync(folder).flatMap((name) =>
    sentencesIn(JSON.parse(readFileSync(join(folder, name), "utf8"))),
  );
}

function sentencesIn(value: unknown): string[] {
  if (typeof value === "string") return [value.replaceAll(/\{[^{}]*\}|<[^>]*>/g, " ")];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(sentencesIn) : [];
}

/** Consonants and vowels for invented words. Chinese words are two characters by their number instead. */
const LETTERS: Readonly<Record<Language, readonly [string, string]>> = {
  en: ["bdfgklmnprst", "aeiou"],
  fr: ["bcdfglmnprst", "aeioué"],
  es: ["bcdfglmnprst", "aeioó"],
  ar: ["بتجدرسعقلمن", "اوي"],
  zh: ["", ""],
};

/** Invents the word of a rank. */
function madeWord(language: Language, rank: number): string {
  if (language === "zh")
    return String.fromCharCode(
      0x4e00 + (rank % 1_409),
      0x4e00 + ((rank * 7 + Math.floor(rank / 1_409)) % 2_003),
    );
  const [hard, soft] = LETTERS[language];
  let word = "";
  for (let left = rank, n = 0; n < 5; n += 1, left = Math.floor(left / hard.length))
    word += (hard[left % hard.length] ?? "") + (soft[(left + n) % soft.length] ?? "");
  return word;
}

/** Makes texts of a language. */
export class Texts {
  private readonly real: readonly string[];

  constructor(
    private readonly language: Language,
    private readonly random: Random,
  ) {
    this.real = realWords(language);
  }

  /** A word, the first ranks often and the last hardly ever. */
  word(): string {
    const rank = Math.floor(FLATTENED * ((DIFFERENT + FLATTENED) / FLATTENED) ** this.random() - FLATTENED);
    return this.real[rank] ?? madeWord(this.language, rank);
  }

  /** Writes a text of this many words, some of which recur: a text has a subject. */
  text(min: number, max: number): string {
    const own = [this.word(), this.word(), this.word()];
    const words = Array.from({ length: between(this.random, min, max) }, () =>
      this.random() < OWN ? pick(this.random, own) : this.word(),
    );
    return words.join(this.language === "zh" ? "" : " ");
  }
}
