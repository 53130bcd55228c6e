import { named } from "@/components/listbox/matching";
import { called } from "@/components/listbox/names";
import { languageChoices } from "@/components/records/language-choices";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/message";
import { type FilledField, type FoundSource, fillSource } from "@/lib/profiles/source-lookup/filled/model";
import { textOrNull } from "@/lib/revisions/records/records-values";
import { newBlockId } from "@/lib/text/block-id";
import { readUrl } from "@/lib/text/href";
import { isAmbiguousDate, readWrittenDate } from "@/lib/text/written-date";
import type { SourceElsewhere } from "./model";

/** A source that was created while citing: it is saved with the text, as a revision of the profile's sources. */
export interface NewSource {
  id: string;
  title: string;
  publisher: string | null;
  kind: string | null;
  url: string | null;
  lang: string | null;
  published: string | null;
  accessed: string | null;
  archiveUrl: string | null;
  note: string | null;
}

const BLANK = {
  title: "",
  url: "",
  publisher: "",
  kind: "",
  lang: "",
  published: "",
  archiveUrl: "",
  note: "",
};
/** The fields of the form for a new source, as typed: the language by its name. */
export type Typed = typeof BLANK;
export type Wrong = Partial<Record<keyof Typed, string>>;

/** Begins the form with what was typed in the search for a source: its address, or else its title. */
export function beginningWith(text: string): Typed {
  const words = text.trim();
  return readUrl(words) === null ? { ...BLANK, title: words } : { ...BLANK, url: words };
}

/** Fills the form in from a source of another profile. Its note, which may be about that country, is not used. */
export function typedFrom(source: SourceElsewhere, locale: Locale): Typed {
  return {
    title: source.title,
    url: source.url ?? "",
    publisher: source.publisher ?? "",
    kind: source.kind ?? "",
    lang: languageChoices(locale).find(({ value }) => value === source.lang)?.label ?? "",
    published: source.published ?? "",
    archiveUrl: source.archiveUrl ?? "",
    note: "",
  };
}

/** Checks what was typed. */
export function faultsOf(typed: Typed, t: Translator, locale: Locale): Wrong {
  const isBadUrl = (url: string) => url.trim() !== "" && readUrl(url) === null;
  const isBadDate = typed.published.trim() !== "" && readWrittenDate(typed.published, locale) === null;
  const dateRule = isAmbiguousDate(typed.published, locale) ? "ambiguousDate" : "date";
  const isBadLanguage = typed.lang.trim() !== "" && languageOf(typed.lang, locale) === null;
  return {
    ...(typed.title.trim().length < 3 ? { title: t("editor.cite.titleNeeded") } : {}),
    ...(isBadUrl(typed.url) ? { url: t("revisions.rules.url") } : {}),
    ...(isBadUrl(typed.archiveUrl) ? { archiveUrl: t("revisions.rules.url") } : {}),
    ...(isBadDate ? { published: t(`revisions.rules.${dateRule}`) } : {}),
    ...(isBadLanguage ? { lang: t("common.pick.unknown") } : {}),
  };
}

/** Creates the source from what was typed. */
export function sourceOf(typed: Typed, locale: Locale): NewSource {
  return {
    id: newBlockId(),
    title: typed.title.trim(),
    publisher: textOrNull(typed.publisher),
    kind: textOrNull(typed.kind),
    url: readUrl(typed.url),
    lang: languageOf(typed.lang, locale),
    published: readWrittenDate(typed.published, locale),
    accessed: new Date().toISOString().slice(0, 10),
    archiveUrl: readUrl(typed.archiveUrl),
    note: textOrNull(typed.note),
  };
}

/** Lists the languages that a source can have, by their names. */
export const languagesOf = (locale: Locale) =>
  languageChoices(locale).map(({ value, label }) => ({
    key: value,
    label,
    called: called("language", value),
  }));

const languageOf = (name: string, locale: Locale) => named(name, languagesOf(locale))?.key ?? null;

/** The same as `fillSource` for the fields as typed, in which a language is a name. */
export function fillTyped(
  typed: Typed,
  found: FoundSource,
  locale: Locale,
): { typed: Typed; filled: FilledField[] } {
  const lang = languageChoices(locale).find(({ value }) => value === found.lang)?.label ?? null;
  const { source, filled } = fillSource(typed, { ...found, lang });
  return { typed: source, filled };
}
