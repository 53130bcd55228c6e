import { sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Queryable } from "@/db/client";
import { fold } from "./text/fold";

/** Postgres stemmers by language (ISO 639-1). Every Postgres 17 has all of them. */
const STEMMERS: Readonly<Record<string, string>> = {
  ar: "arabic",
  ca: "catalan",
  da: "danish",
  de: "german",
  el: "greek",
  en: "english",
  es: "spanish",
  eu: "basque",
  fi: "finnish",
  fr: "french",
  ga: "irish",
  hi: "hindi",
  hu: "hungarian",
  hy: "armenian",
  id: "indonesian",
  it: "italian",
  lt: "lithuanian",
  ne: "nepali",
  nl: "dutch",
  no: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sr: "serbian",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
};

/** A word in a language; languages without a stemmer leave it unchanged. */
export interface WordIn {
  raw: string;
  language: string;
}

/** Stems of a word; `isStop` if it is a stop word. */
export interface Stem {
  stems: readonly string[];
  isStop: boolean;
}

const known = new LRUCache<string, Stem>({ max: 60_000 });
const keyOf = (language: string, raw: string) => `${language}\0${raw}`;

/** Postgres has no stop words for Arabic. */
const ARABIC_STOPS = new Set(
  "في من على إلى الى عن مع هذا هذه ذلك التي الذي الذين أن ان إن كان كانت ما لا لم أو او ثم كل بعد قبل بين حتى عند قد هو هي و".split(
    " ",
  ),
);

export function hasStemmer(language: string): boolean {
  return Object.hasOwn(STEMMERS, language);
}

/**
 * Finds the folded stems of words, as written and, if different, without accents. Queries the database once
 * for words new to this process.
 */
export async function stemsOf(on: Queryable, words: readonly WordIn[]): Promise<(word: WordIn) => Stem> {
  const missing = new Map<string, { language: string; raw: string; word: string }>();
  for (const { raw, language } of words) {
    const key = keyOf(language, raw);
    if (known.has(key) || missing.has(key)) continue;
    const word = fold(raw);
    if (hasStemmer(language)) missing.set(key, { language, raw, word });
    else known.set(key, { stems: [word], isStop: false });
  }
  if (missing.size > 0) await askFor(on, missing);
  return ({ raw, language }) => known.get(keyOf(language, raw)) ?? { stems: [fold(raw)], isStop: false };
}

/**
 * An Arabic word with its article. Without one, the stemmer can mistake the first letter for a preposition
 * ("بيانات" for "ب" and "يانات").
 */
function definite(word: string): string {
  if (word.startsWith("ال")) return word;
  if (word.startsWith("لل")) return `ال${word.slice(2)}`;
  return /^[وبكف]ال/.test(word) ? word.slice(1) : `ال${word}`;
}

async function askFor(
  on: Queryable,
  missing: ReadonlyMap<string, { language: string; raw: string; word: string }>,
): Promise<void> {
  const asked = [...missing];
  const dictionaries = asked.map(([, { language }]) => `${STEMMERS[language]}_stem`);
  const { rows } = await on.execute<{ written: string[]; folded: string[]; defined: string[] }>(sql`
    select ts_lexize(one.dictionary::regdictionary, one.raw) as written,
      ts_lexize(one.dictionary::regdictionary, one.word) as folded,
      ts_lexize(one.dictionary::regdictionary, one.definite) as defined
    from unnest(${sql.param(dictionaries)}::text[], ${sql.param(asked.map(([, one]) => one.raw))}::text[],
      ${sql.param(asked.map(([, one]) => one.word))}::text[],
      ${sql.param(asked.map(([, one]) => (one.language === "ar" ? definite(one.word) : "")))}::text[])
      with ordinality as one (dictionary, raw, word, definite, n)
    order by one.n`);
  for (const [n, [key, { language, raw, word }]] of asked.entries()) {
    const { written = [], folded = [], defined = [] } = rows[n] ?? {};
    const stems = new Set(
      [...written, ...folded, ...(language === "ar" ? defined : [])].map(fold).filter((stem) => stem !== ""),
    );
    const isStop = written.length === 0 || (language === "ar" && ARABIC_STOPS.has(raw));
    known.set(key, { stems: stems.size > 0 ? [...stems] : [word], isStop });
  }
}

const LATIN = ["en", "fr", "es", "pt", "de", "it", "nl", "ro", "tr"] as const;

/** Languages of a searched word, by its script. */
export function languagesOf(word: string): readonly string[] {
  if (/[\u0600-\u06ff]/.test(word)) return ["ar"];
  if (/[\u0400-\u04ff]/.test(word)) return ["ru"];
  if (/[\u0370-\u03ff]/.test(word)) return ["el"];
  if (/[\u0900-\u097f]/.test(word)) return ["hi"];
  if (/[\u0b80-\u0bff]/.test(word)) return ["ta"];
  if (/[\u0530-\u058f]/.test(word)) return ["hy"];
  return /[a-z]/.test(word) ? LATIN : [];
}
