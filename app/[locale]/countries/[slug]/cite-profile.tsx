import { CiteThis } from "@/components/citation/cite-this";
import { lineTags } from "@/components/citation/line-tags";
import { dayText } from "@/components/time";
import { citationKey } from "@/lib/citation/model";
import type { ProfileData } from "@/lib/exports/model";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { sectionOf } from "@/lib/profiles/model";
import { citedDoubt, leastSure, withDoubt } from "@/lib/revisions/doubt";
import { type CitedPlace, surenessOfProfile } from "./cited-places";

interface Props {
  t: Translator;
  locale: Locale;
  data: ProfileData;
  /** The cited part, if not the whole. */
  place?: CitedPlace;
  isOpen?: boolean;
}

/** Shows how to cite a profile or a part of it: always the displayed revision, by its permanent address. */
export function CiteProfile({ t, locale, data, place, isOpen }: Props) {
  const { revision, asOf, profile } = data;
  const site = t("shell.site");
  const name = profile.names[locale];
  const url = place ? `${data.address}#${place.anchor}` : data.address;
  const title = place ? t("exports.cite.at", { title: name, place: placeText(t, place) }) : name;
  const plain =
    revision > 0 && asOf
      ? t.rich("exports.cite.profile", {
          ...lineTags(url),
          site,
          title,
          number: revision,
          day: dayText(asOf, locale, true),
        })
      : t.rich("exports.cite.profileUnwritten", { ...lineTags(url), site, title });
  const part = place ? [place.section, ...(place.record ? [place.record] : [])] : [];
  return (
    <CiteThis
      t={t}
      plain={plain}
      isRevision={revision > 0}
      isOpen={isOpen ?? false}
      cited={{
        key: citationKey("octopus", profile.slug, `r${revision}`, ...languageMark(data), ...part),
        type: "webpage",
        title: name,
        authors: [site],
        site,
        issuedOn: asOf,
        version: revision > 0 ? { is: "revision", name: String(revision) } : null,
        pinpoint: place?.pinpoint,
        doubt: citedDoubt(t, place?.sureness ?? surenessOfProfile(data)),
        url,
        language: languageOf(data),
      }}
    />
  );
}

/** Names a part of a profile: its section, and the part within it. */
export function placeText(t: Translator, { pinpoint: { section, locator } }: CitedPlace): string {
  return locator === null ? section : t("exports.cite.within", { section, place: locator });
}

/** Names a part of a profile; a single record with its confidence. */
export function placeName(t: Translator, place: CitedPlace): string {
  return withDoubt(t, placeText(t, place), place.record ? leastSure(place.sureness) : null);
}

/** The language in a citation's key, so that each language has its own key; none for the default language. */
function languageMark({ language }: ProfileData): string[] {
  return language === DEFAULT_CONTENT_LANGUAGE ? [] : [language];
}

/**
 * Returns the language of the texts: the requested one if any text is in it, else the one that all are in, else
 * the default language.
 */
function languageOf({ language, sections }: ProfileData): string {
  const written = new Set(
    sections.flatMap((one) => (sectionOf(one.key).family === "prose" ? [one.language] : [])),
  );
  if (written.has(language)) return language;
  const [only = DEFAULT_CONTENT_LANGUAGE] = written;
  return written.size === 1 ? only : DEFAULT_CONTENT_LANGUAGE;
}
