import type { Field } from "../records-fields";

/*
 * What people wrote into a record, said in another language: a list within the record that only those records have that
 * are said in one. A reader gets the wording in their language in place of the original, which stays one click away.
 */

/** Whose words a translation is in: the State's, those of somebody who knows both languages, or a machine's. */
export const TRANSLATION_KINDS = ["official", "human", "machine"] as const;
export type TranslationKind = (typeof TRANSLATION_KINDS)[number];

/** The tag of a language that is not known (ISO 639-2). */
export const UNDETERMINED = "und";

/** Reads the language of a tag, without script and region: "fr" of "fr-CA". Null where it is not known. */
export function primaryLanguage(lang: string | null): string | null {
  const language = lang?.split("-", 1)[0]?.toLowerCase() ?? "";
  return language === "" || language === UNDETERMINED ? null : language;
}

/** The name of the list. */
export const WORDINGS = "wordings";
const MOST = 20;
/** What an entry says of itself; all else in it is words. */
const OF_ITSELF: ReadonlySet<string> = new Set([
  "id",
  "lang",
  "kind",
  "by",
  "date",
  // A text of law is never put in the place of another; the translations of a law are addresses.
  "text",
  "url",
  "translator",
  "madeOn",
]);

/** A wording as it is stored: the language, whose it is, and some of the record's fields. */
export interface Wording extends Readonly<Record<string, unknown>> {
  id: string;
  lang: string;
  kind: TranslationKind | null;
  by: string | null;
  date: string | null;
}

/** The type of the list as a field of records within records. */
interface WordingsField extends Field {
  readonly name: "wordings";
  readonly type: "records";
  readonly isSparse: true;
  readonly fields: readonly [typeof LANG, ...Field[]];
}

const LANG = { name: "lang", type: "lang", required: true, isShared: true } as const;

/** The field of a record's wordings: those of its fields that are `words`, none of them required there. */
export function wordingsField(fields: readonly Field[], words: readonly string[]): WordingsField {
  const own = words.map((word): Field => {
    const {
      required: _,
      isExpected: __,
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

/** The fields that an entry says in its language. */
export const wordNames = (entry: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(entry).filter((name) => !OF_ITSELF.has(name) && isSaid(entry[name]));

/** What of a record is said in other languages: its wordings, and of a provision the heading and note of translations. */
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

/** Official before human before what nobody said, machines last. */
const RANKS = ["official", "human", null, "machine"] as const satisfies readonly (TranslationKind | null)[];

/**
 * Translations as a reader of a language wants them: those into it first, within a language by whose words they are,
 * the newer before the older; else as they were recorded.
 */
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
 * What a member wrote into a record, in whichever language. It is a text when the program runs. The compiler lets no page
 * draw it and no file contain it: that takes `inWordsOf`, which knows the reader's language.
 */
export type Written = { readonly [WRITTEN]: true };

/** A record in which some fields are `Written`. */
export type AsWritten<R, Names extends keyof R> = {
  [Name in keyof R]: Name extends Names ? Written | Extract<R[Name], null> : R[Name];
};

/** The same record once it is in a reader's language. */
export type AsRead<R> = {
  [Name in keyof R]: [Written] extends [R[Name]] ? string | Exclude<R[Name], Written> : R[Name];
};

/** Marks a text of a column as written by a member, in whichever language that was. */
export function written<T extends string | null>(text: T): Written | Extract<T, null> {
  return text as unknown as Written | Extract<T, null>;
}

/** Gives the text as it was written: to store, compare and index it, never to show it. */
export function originalText<W extends Written | null>(words: W): string | Extract<W, null> {
  return words as unknown as string | Extract<W, null>;
}

/** A record as a reader of a language gets it. */
export interface Worded<R> {
  /** With what its wording says in place of the original. */
  record: AsRead<R>;
  /** Null where nobody has said it in that language. */
  wording: Wording | null;
  /** The fields that are in that wording. */
  names: readonly string[];
  /** The language of the other fields, where it is known and not the reader's. */
  lang: string | undefined;
}

/**
 * Puts the wording in a language into a record; the record as it is where there is none. `written` is the language of the
 * section that the record is in.
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

/** The texts of one field in other languages than the record's own, by language. */
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

/** The language that a field of a record is read in; null where nobody knows it or nothing is said. */
export function languageRead(
  { record, names }: Pick<Worded<object>, "names"> & { record: object },
  field: string,
  { language, written }: { language: string; written: string | null },
): string | null {
  if (!isSaid((record as Readonly<Record<string, unknown>>)[field])) return null;
  return names.includes(field) ? language : primaryLanguage(written) && written;
}

/** The language of a field of a worded record, where it is known and not the reader's. */
export function langOfField({ names, lang }: Pick<Worded<object>, "names" | "lang">, field: string) {
  return names.includes(field) ? undefined : lang;
}
