import { listArticles } from "@/lib/convention";
import { LOCALES } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { fold } from "@/lib/search";
import { ARTICLES_ALSO_CALLED } from "../search-entries";

/** Shorter words are not the beginning of a title's word: "a" and "of" would match everything. */
const MIN_BEGINNING = 3;
const NUMBERED = /^(?:art(?:icle|\.)?|(?:ال)?ماده)\s*\.?\s*(\d{1,2})$/u;

interface Called<Id extends string> {
  id: Id;
  /** The words of each of its names. */
  names: readonly (readonly string[])[];
}

let named: readonly (Called<string> & { number: number })[] | undefined;
let sections: readonly Called<SectionKey>[] | undefined;

const wordsIn = (text: string) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The articles of the Convention that every legal profile has a row for. */
function listNamed() {
  named ??= listArticles("185")
    .filter(({ isAnswered }) => isAnswered)
    .map(({ id, number }) => ({
      id,
      number,
      names: [
        ...LOCALES.map((locale) => wordsIn(message(translator(locale), `vocabulary.article.${id}`))),
        ...(ARTICLES_ALSO_CALLED[id] ?? []).map(({ text }) => wordsIn(text)),
      ],
    }));
  return named;
}

function listSections(): readonly Called<SectionKey>[] {
  sections ??= SECTION_KEYS.map((key) => ({
    id: key,
    names: LOCALES.map((locale) => wordsIn(message(translator(locale), `profiles.sections.${key}`))),
  }));
  return sections;
}

/**
 * Lists the articles of the Convention that these words mean, the one with the shortest title first: by number, or by
 * words that begin those of a title in any language.
 */
export function articlesNamed(words: string): string[] {
  const typed = fold(words.trim());
  const number = NUMBERED.exec(typed)?.[1];
  if (number !== undefined)
    return listNamed()
      .filter((one) => one.number === Number(number))
      .map(({ id }) => id);
  return called(listNamed(), typed);
}

/** Lists the sections of a profile that these words mean, by words that begin those of their titles. */
export function sectionsNamed(words: string): SectionKey[] {
  return called(listSections(), words);
}

/** Lists what has a name whose words begin with each of these, the one with the shortest name first. */
function called<Id extends string>(all: readonly Called<Id>[], words: string): Id[] {
  const asked = wordsIn(words).filter((one) => one.length >= MIN_BEGINNING);
  if (asked.length === 0) return [];
  const found = all.flatMap(({ id, names }) => {
    const matching = names.filter((name) => asked.every((one) => name.some((word) => word.startsWith(one))));
    return matching.length > 0 ? [{ id, length: Math.min(...matching.map((name) => name.length)) }] : [];
  });
  return found.sort((a, b) => a.length - b.length).map(({ id }) => id);
}
