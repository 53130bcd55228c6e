import { profileHref } from "@/components/profiles/addresses";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type SECTIONS, type SectionKey, sectionOf } from "@/lib/profiles/model";

type ProseKey = Extract<(typeof SECTIONS)[number], { family: "prose" }>["key"];

/** Says what belongs in a section that has nothing yet, with an example. */
export function SectionGuide({ t, section }: { t: Translator; section: SectionKey }) {
  return (
    <Note title={t("profiles.guide.title")} id="guide">
      <p>{t(`profiles.guide.${section}.what`)}</p>
      <p className="small">
        <span className="strong">{t("profiles.guide.example")}</span>{" "}
        <bdi>{t(`profiles.guide.${section}.example`)}</bdi>
      </p>
      <p className="small dim">{t("profiles.guide.about")}</p>
    </Note>
  );
}

/** Returns the headings that a text of a section can start from; none for records. */
export function templateOf(t: Translator, section: SectionKey): string[] {
  if (sectionOf(section).family !== "prose") return [];
  const key = section as ProseKey;
  return [
    t(`profiles.guide.${key}.first`),
    t(`profiles.guide.${key}.second`),
    t(`profiles.guide.${key}.third`),
  ];
}

/**
 * Lists the profile's sections, each with a link to its editor: a column where there is room, or else folded. It comes
 * after the editor, so that the keyboard reaches the text first.
 */
export function EditorSections(props: { t: Translator; locale: Locale; slug: string; section: SectionKey }) {
  const { t, locale, slug, section } = props;
  return (
    <nav className="toc" aria-label={t("profiles.guide.sections")}>
      <details className="more folded">
        <summary>
          {t("profiles.guide.sections")} <Icon name="down" />
        </summary>
        <ol className="columns">
          {OUTLINE_ENTRIES.map(({ key, number }) => (
            <li key={key}>
              <a href={editHref(locale, slug, key)} aria-current={key === section ? "page" : undefined}>
                {number} {sectionTitle(t, key)}
              </a>
            </li>
          ))}
          <li>
            <a href={profileHref(locale, slug)}>{t("profiles.page.read")}</a>
          </li>
        </ol>
      </details>
    </nav>
  );
}
