import { type TranslationKind, UNDETERMINED } from "@/lib/revisions/records/wordings";
import type { AnyRecord } from "@/lib/revisions/records-fields";

export { inReadersOrder, TRANSLATION_KINDS, type TranslationKind } from "@/lib/revisions/records/wordings";

/** A translation of a provision. */
export interface Translation {
  id: string;
  lang: string | null;
  text: string;
  kind: TranslationKind | null;
  by: string | null;
  date: string | null;
}

/** The single translation of provisions in old records, each fact a field of its own. */
const SINGLE = ["translation", "translationLang", "translationKind", "translatedBy"] as const;

/** Upgrades a law of any version: a provision's single translation becomes a list of one. */
export function upgradeLaw(law: AnyRecord): AnyRecord {
  if (!Array.isArray(law.provisions)) return law;
  return { ...law, provisions: law.provisions.map(upgradeProvision) };
}

/** The same for a provision. Its id is computed from the provision, so that each revision has the same one. */
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

/** Returns a record's translations: the list of a provision, or the one of a declaration. */
export function translationsOf(record: AnyRecord): Translation[] {
  if (Array.isArray(record.translations))
    return (record.translations as Partial<Translation>[]).flatMap((one) =>
      one.text
        ? [
            {
              id: one.id ?? "",
              text: one.text,
              lang: isKnown(one.lang) ? one.lang : null,
              kind: one.kind ?? null,
              by: one.by ?? null,
              date: one.date ?? null,
            },
          ]
        : [],
    );
  const { translation } = record;
  if (typeof translation !== "string" || translation === "") return [];
  return [{ id: `${record.id}-tr`, lang: null, text: translation, kind: null, by: null, date: null }];
}

const isKnown = (lang: string | null | undefined): lang is string => Boolean(lang) && lang !== UNDETERMINED;
