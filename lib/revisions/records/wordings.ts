import type { Field } from "../records-fields";

/*
 * Wordings: translations of a record's text, in a list within the record, which only translated records have.
 * Readers get the wording in their language; the original stays one click away.
 */

/** Origin of a translation: official, by a person, or by a machine. */
export const TRANSLATION_KINDS = ["official", "human", "machine"] as const;
export type TranslationKind = (typeof TRANSLATION_KINDS)[number];

/** Tag of an unknown language (ISO 639-2). */
export const UNDETERMINED = "und";

/** Reads the primary language of a tag: "fr" of "fr-CA". Null if unknown. */
export function primaryLanguage(lang: string | null): string | null {
  const language = lang?.split("-", 1)[0]?.toLowerCase() ?? "";
  return language === "" || language === UNDETERMINED ? null : language;
}

/** Name of the list. */
export const WORDINGS = "wordings";
const MOST = 20;
/** Metadata of an entry; all its other fields are translated words. */
const OF_ITSELF: ReadonlySet<string> = new Set([
  "id",
  "lang",
  "kind",
  "by",
  "date",
  // The text of a law is never replaced by a translation; translations of laws are addresses.
  "text",
  "url",
  "translator",
  "madeOn",
]);

/** A stored wording: language, origin, and some of the record's fields. */
export interface Wording extends Readonly<Record<string, unknown>> {
  id: string;
  lang: string;
  kind: TranslationKind | null;
  by: string | null;
  date: string | null;
}

/** Type of the list, as a field of nested records. */
interface WordingsField extends Field {
  readonly name: "wordings";
  readonly type: "records";
  readonly isSparse: true;
  readonly fields: readonly [typeof LANG, ...Field[]];
}

const LANG = { name: "lang", type: "lang", required: true, isShared: true } as const;

/** Creates the field of a record's wordings: its fields in `words`, all optional. */
export function wordingsField(fields: readonly Field[], words: readonly string[]): WordingsField {
  const own = words.map((word): Field => {
    const {
      required: _,
      isExpected: __,
      isMore: ___,
      ...field
    } = fields.find(({ name }) => name === word) ?? nameless(word);
    return field;
  });
  return {
    name: WORDINGS,
    type: "records",
    max: MOST,
    isShared: true,
    isSparse: true,
    isMore: true,
    fields: [
      LANG,
      ...own,
      {
        name: "kind",
        type: "enum",
        options: TRANSLATION_KINDS,
        vocabulary: "translationKind",
        isShared: true,
      },
      { name: "by", type: "text", max: 200, isShared: true },
      { name: "date", type: "date", isShared: true },
    ],
  };
}

function nameless(word: string): never {
  throw new Error(`There is no field ${word}.`);
}

const isSaid = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : typeof value === "string" && value !== "";

/** Lists the fields that an entry translates. */
export const wordNames = (entry: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(entry).filter((name) => !OF_ITSELF.has(name) && isSaid(entry[name]));

/** Lists a record's translations: its wordings, and for a provision heading and note of its translations. */
export function wordingsOf(record: Readonly<Record<string, unknown>>): Wording[] {
  const lists = [record[WORDINGS], record.translations].filter((list) => Array.isArray(list));
  return (lists.flat() as Partial<Wording>[]).flatMap((one) =>
    wordNames(one).length > 0
      ? [
          {
            ...one,
            id: one.id ?? "",
            lang: one.lang ?? UNDETERMINED,
            kind: one.kind ?? null,
            by: one.by ?? null,
            date: one.date ?? null,
          },
        ]
      : [],
  );
}

/** Order of origins: official, human, not stated, machine. */
const RANKS = ["official", "human", null, "machine"] as const satisfies readonly (TranslationKind | null)[];

/** Sorts translations for a reader: their language first, then by origin, newest first; else as recorded. */
export function inReadersOrder<
  T extends { lang: string | null; kind: TranslationKind | null; date: string | null },
>(translations: readonly T[], language: string): T[] {
  const own = primaryLanguage(language);
  const rank = ({ lang, kind }: T) =>
    (primaryLanguage(lang) === own ? 0 : RANKS.length) + RANKS.indexOf(kind);
  return [...translations].sort((a, b) => rank(a) - rank(b) || (b.date ?? "").localeCompare(a.date ?? ""));
}

declare const WRITTEN: unique symbol;

/**
 * Text that a member wrote into a record, in any language; a string at run time. The type prevents pages and
 * files from using it directly: they must call `inWordsOf`, which knows the reader's language.
 */
export type Written = { readonly [WRITTEN]: true };

/** A record with some fields `Written`. */
export type AsWritten<R, Names extends keyof R> = {
  [Name in keyof R]: Name extends Names ? Written | Extract<R[Name], null> : R[Name];
};

/** The same record in a reader's language. */
export type AsRead<R> = {
  [Name in keyof R]: [Written] extends [R[Name]] ? string | Exclude<R[Name], Written> : R[Name];
};

/** Marks a column's text as written by a member, in an unknown language. */
export function written<T extends string | null>(text: T): Written | Extract<T, null> {
  return text as unknown as Written | Extract<T, null>;
}

/** Returns the original text, to store, compare or index; never to show. */
export function originalText<W extends Written | null>(words: W): string | Extract<W, null> {
  return words as unknown as string | Extract<W, null>;
}

/** A record in a reader's language. */
export interface Worded<R> {
  /** The record with translated words in place of the original. */
  record: AsRead<R>;
  /** Null if there is none in that language. */
  wording: Wording | null;
  /** The fields taken from that wording. */
  names: readonly string[];
  /** Language of the other fields, if known and not the reader's. */
  lang: string | undefined;
}

/**
 * Translates a record's fields by its wording in a language; unchanged if there is none. `written`: the
 * section's language.
 */
export function inWordsOf<R extends object>(record: R, language: string, written?: string | null): Worded<R> {
  const own = primaryLanguage(language);
  const lang = written && primaryLanguage(written) !== own ? written : undefined;
  const [wording] = inReadersOrder(wordingsOf(record as Readonly<Record<string, unknown>>), language);
  if (!wording || primaryLanguage(wording.lang) !== own)
    return { record: record as unknown as AsRead<R>, wording: null, names: [], lang };
  const names = wordNames(wording);
  const said = Object.fromEntries(names.map((name) => [name, wording[name]]));
  return { record: { ...record, ...said } as unknown as AsRead<R>, wording, names, lang };
}

/** Returns one field's translations, by language. */
export function wordsByLanguage(record: object, field: string): Readonly<Record<string, string>> {
  const wordings = wordingsOf(record as Readonly<Record<string, unknown>>);
  const languages = new Set(wordings.flatMap(({ lang }) => primaryLanguage(lang) ?? []));
  return Object.fromEntries(
    [...languages].flatMap((language) => {
      const { wording, names } = inWordsOf(record, language);
      return names.includes(field) ? [[language, String(wording?.[field])]] : [];
    }),
  );
}

/** Returns the language in which a field is shown; null if unknown or empty. */
export function languageRead(
  { record, names }: Pick<Worded<object>, "names"> & { record: object },
  field: string,
  { language, written }: { language: string; written: string | null },
): string | null {
  if (!isSaid((record as Readonly<Record<string, unknown>>)[field])) return null;
  return names.includes(field) ? language : primaryLanguage(written) && written;
}

/** Returns the language of a field of a worded record, if known and not the reader's. */
export function langOfField({ names, lang }: Pick<Worded<object>, "names" | "lang">, field: string) {
  return names.includes(field) ? undefined : lang;
}
