import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import type { FacetName } from "../queries/model";

/** Vocabularies of a material, as in the messages. */
type Vocabulary =
  | "kind"
  | "audience"
  | "level"
  | "format"
  | "licence"
  | "access"
  | "accessWho"
  | "tlp"
  | "origin";

/**
 * Translates a value of a vocabulary; "not stated" if empty, and the value itself if unknown (from a newer
 * version).
 */
export function wordOf(t: Translator, vocabulary: Vocabulary, value: string): string {
  if (value === "") return t("training.unsaid");
  const key = vocabulary === "tlp" ? `vocabulary.tlp.${value}` : `training.${vocabulary}.${value}`;
  const found = message(t, key);
  return found === key ? value : found;
}

/** Joins several in one line. */
export function wordsOf(
  t: Translator,
  locale: Locale,
  vocabulary: Vocabulary,
  values: readonly string[],
): string {
  return listText(
    values.map((value) => wordOf(t, vocabulary, value)),
    locale,
  );
}

/** Words "185:18" for people. */
export function articleName(t: Translator, ref: string): string {
  const [instrument = "", article = ""] = ref.split(":");
  return t("training.article", { article, instrument: message(t, `law.instrument.${instrument}.name`) });
}

/** Names a value of a filter on the library's page. */
export function facetWord(t: Translator, locale: Locale, facet: FacetName, value: string): string {
  switch (facet) {
    case "lang":
      return languageName(value, locale);
    case "country":
      return countryName(value, locale);
    case "topic":
      return message(t, `vocabulary.topic.${value}`);
    case "type":
      return message(t, `training.group.${value}`);
    case "duration":
      return message(t, `training.duration.${value}`);
    default:
      return wordOf(t, facet, value);
  }
}

/** Words a duration: "20 minutes", "1.5 hours"; in days if given so. */
export function durationText(
  t: Translator,
  of: { durationMinutes: number | null; deliveryDays?: number | null },
): string | null {
  if (of.durationMinutes === null)
    return of.deliveryDays ? t("training.list.days", { count: of.deliveryDays }) : null;
  if (of.durationMinutes < 90) return t("training.list.minutes", { count: of.durationMinutes });
  return t("training.list.hours", { count: Math.round(of.durationMinutes / 6) / 10 });
}

/** Formats the mean rating to one decimal; null without ratings. */
export function meanText(locale: Locale, of: { ratingCount: number; ratingSum: number }): string | null {
  if (of.ratingCount === 0) return null;
  return formatter(locale).number(of.ratingSum / of.ratingCount, { maximumFractionDigits: 1 });
}
