import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "../model";
import type { Region } from "../reading/model";

/** Names of a profile in the languages of the site. */
export type PageNames = Readonly<Record<Locale, string>>;

/** Names a section of a profile; with `language`, only that translation. */
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

/** Things of profiles that can be watched, widest first. */
export const PROFILE_THINGS = ["region", "profile", "section", "record", "field"] as const;

/** A profile or a part of one: the scope of its numbered revisions. */
export type ProfilePlace =
  | { kind: "profile"; slug: string }
  | { kind: "section"; slug: string; section: SectionKey }
  | { kind: "record"; slug: string; section: SectionKey; record: string }
  | { kind: "field"; slug: string; section: SectionKey; record: string; field: string };

/** All profiles of a region. */
export type RegionPlace = { kind: "region"; region: Region };
