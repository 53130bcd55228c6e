import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "../model";
import type { Region } from "../reading/model";

/** The names of a profile in the languages of the site. */
export type PageNames = Readonly<Record<Locale, string>>;

/** A section of a profile in words; `language`: where only a translation of it is meant. */
export function sectionTitle(
  { page, section: key, language }: { page: string; section: SectionKey; language?: string | null },
  t: Translator,
  locale: Locale,
): string {
  const section = message(t, `profiles.sections.${key}`);
  return language
    ? t("watching.thing.translation", { page, section, language: languageName(language, locale) })
    : t("watching.thing.section", { page, section });
}

/** What of profiles can be watched, widest first: the later, the narrower. */
export const PROFILE_THINGS = ["region", "profile", "section", "record", "field"] as const;

/** A profile, or a part of one: what its numbered revisions tell of. */
export type ProfilePlace =
  | { kind: "profile"; slug: string }
  | { kind: "section"; slug: string; section: SectionKey }
  | { kind: "record"; slug: string; section: SectionKey; record: string }
  | { kind: "field"; slug: string; section: SectionKey; record: string; field: string };

/** All profiles of a region. */
export type RegionPlace = { kind: "region"; region: Region };
