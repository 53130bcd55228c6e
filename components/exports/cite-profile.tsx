import { CiteThis } from "@/components/citation/cite-this";
import { dayText } from "@/components/time";
import { citationKey } from "@/lib/citation/model";
import type { ProfileData } from "@/lib/exports/model";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { sectionOf } from "@/lib/profiles/model";

/** How to cite a profile: always the revision that is read, by its permanent address. */
export function CiteProfile({ t, locale, data }: { t: Translator; locale: Locale; data: ProfileData }) {
  const { revision, asOf, address, profile } = data;
  const site = t("shell.site");
  const title = profile.names[locale];
  const plain =
    revision > 0 && asOf
      ? t("exports.cite.profile", {
          site,
          title,
          number: revision,
          day: dayText(asOf, locale, true),
          address,
        })
      : t("exports.cite.profileUnwritten", { site, title, address });
  return (
    <CiteThis
      t={t}
      plain={plain}
      isRevision={revision > 0}
      cited={{
        key: citationKey("octopus", profile.slug, `r${revision}`, ...languageMark(data)),
        kind: "profile",
        title,
        authors: [site],
        site,
        issuedOn: asOf,
        version: revision > 0 ? { is: "revision", name: String(revision) } : null,
        url: address,
        language: languageOf(data),
      }}
    />
  );
}

/** Tells the citations of one revision in several languages apart. */
function languageMark({ language }: ProfileData): string[] {
  return language === DEFAULT_CONTENT_LANGUAGE ? [] : [language];
}

/** What is read: the language that was asked for, where any text is in it; else the one that all are in instead. */
function languageOf({ language, sections }: ProfileData): string {
  const written = new Set(
    sections.flatMap((one) => (sectionOf(one.key).family === "prose" ? [one.language] : [])),
  );
  if (written.has(language)) return language;
  const [only = DEFAULT_CONTENT_LANGUAGE] = written;
  return written.size === 1 ? only : DEFAULT_CONTENT_LANGUAGE;
}
