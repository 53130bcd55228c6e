import type { AnyRecord } from "@/lib/revisions/records-fields";

/** Whose words a translation is in: the State's, those of somebody who knows both languages, or a machine's. */
export const TRANSLATION_KINDS = ["official", "human", "machine"] as const;
export type TranslationKind = (typeof TRANSLATION_KINDS)[number];

/** A translation of a provision. */
export interface Translation {
  id: string;
  lang: string | null;
  text: string;
  kind: TranslationKind | null;
  by: string | null;
  date: string | null;
}

/** Of a translation of which nobody said the language (ISO 639-2). */
const UNDETERMINED = "und";

/** The one translation that provisions once had, each fact beside the provision's own. */
const SINGLE = ["translation", "translationLang", "translationKind", "translatedBy"] as const;

/** A law of whichever form: provisions that have one translation beside them have a list of one. */
export function upgradeLaw(law: AnyRecord): AnyRecord {
  if (!Array.isArray(law.provisions)) return law;
  return { ...law, provisions: law.provisions.map(upgradeProvision) };
}

/** The same of a provision. What it is called follows from the provision, so that it is the same in each revision. */
export function upgradeProvision<P>(provision: P): P {
  const one = provision as unknown;
  if (typeof one !== "object" || one === null || !SINGLE.some((name) => name in one)) return provision;
  const { translation, translationLang, translationKind, translatedBy, ...rest } = one as AnyRecord;
  const said = typeof translation === "string" && translation.trim() !== "";
  const single = {
    id: `${String(rest.id).slice(0, 61)}-tr`,
    lang: translationLang || UNDETERMINED,
    text: translation,
    kind: translationKind || null,
    by: translatedBy || null,
    date: null,
  };
  const others = Array.isArray(rest.translations) ? rest.translations : [];
  return { ...rest, translations: said ? [single, ...others] : others } as P;
}

/** What a record holds of translations: a provision's list, or the one of a declaration. */
export function translationsOf(record: AnyRecord): Translation[] {
  if (Array.isArray(record.translations))
    return (record.translations as Partial<Translation>[]).flatMap((one) =>
      one.text
        ? [
            {
              ...{ id: one.id ?? "", text: one.text, lang: isKnown(one.lang) ? one.lang : null },
              ...{ kind: one.kind ?? null, by: one.by ?? null, date: one.date ?? null },
            },
          ]
        : [],
    );
  const { translation } = record;
  if (typeof translation !== "string" || translation === "") return [];
  return [{ id: `${record.id}-tr`, lang: null, text: translation, kind: null, by: null, date: null }];
}

const isKnown = (lang: string | null | undefined): lang is string => Boolean(lang) && lang !== UNDETERMINED;

/** Official before human before what nobody said, machines last. */
const RANKS = ["official", "human", null, "machine"] as const satisfies readonly (TranslationKind | null)[];

/**
 * Translations as a reader of a language wants them: those into it first, within a language by whose words they are,
 * the newer before the older; else as they were recorded.
 */
export function inReadersOrder<T extends Pick<Translation, "lang" | "kind" | "date">>(
  translations: readonly T[],
  language: string,
): T[] {
  const own = primary(language);
  const rank = ({ lang, kind }: T) => (primary(lang) === own ? 0 : RANKS.length) + RANKS.indexOf(kind);
  return [...translations].sort((a, b) => rank(a) - rank(b) || (b.date ?? "").localeCompare(a.date ?? ""));
}

const primary = (lang: string | null) => (lang ?? "").split("-")[0]?.toLowerCase() ?? "";
