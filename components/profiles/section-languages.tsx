import type { ReactNode } from "react";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { sectionOf } from "@/lib/profiles/model";
import type { SectionState, TranslationState } from "@/lib/profiles/reading/model";
import { inWordsOf, WORDINGS } from "@/lib/revisions/records/wordings";
import { type AnyRecord, type Field, isBlank } from "@/lib/revisions/records-fields";
import { profileHref } from "./addresses";
import { sectionTitle } from "./section-title";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  section: SectionState;
  /** Language in which the page is requested. */
  language: string;
  /** False for old revisions: they cannot be edited, so they have no links for editing. */
  isCurrent: boolean;
  /** Whether its source is shown beside it. */
  isBeside?: boolean;
}

/** The address of a profile that shows its sections in a language, at one of them; with their sources beside them. */
export function languageHref(
  locale: Locale,
  slug: string,
  language: string,
  section?: string,
  beside?: "source",
): string {
  const lang = language === locale ? null : language;
  const path = withQuery(profileHref(locale, slug), { lang, beside });
  return section ? `${path}#${section}` : path;
}

/** The address at which a section is written in a language; without one, in that of its source. */
export function editHref(locale: Locale, slug: string, section: string, language?: string): string {
  return withQuery(profileHref(locale, slug, `/edit/${section}`), { lang: language });
}

/** Shows the languages of a section, the status of its text, and the age of a translation. */
export function SectionLanguages(props: Props) {
  const { section, language } = props;
  if (section.isEmpty) return null;
  if (sectionOf(section.key).family !== "prose") return <OfRecords {...props} />;
  const isMissing = section.language !== language;
  return (
    <>
      {section.versions.length > 1 || isMissing || section.label ? (
        <div className="meta languages">
          <TextLabel {...props} />
          {props.isCurrent ? <Switch {...props} /> : null}
          {isMissing ? <Missing {...props} /> : null}
        </div>
      ) : null}
      {section.translation ? <Age {...props} translation={section.translation} /> : null}
    </>
  );
}

/**
 * Dates, marks and names are in the reader's language; members' texts in records are in one language, which is
 * stated.
 */
function OfRecords({ t, locale, section, language }: Props) {
  const kind = recordsKindOf(section.key);
  if (!kind || section.language === language) return null;
  const { records } = section.content as { records: AnyRecord[] };
  if (!records.some((record) => hasWords(kind.fields, record, language))) return null;
  return (
    <p className="meta">
      {t("translations.records", {
        language: languageName(locale, locale),
        shown: languageName(section.language, locale),
      })}
    </p>
  );
}

/** Checks whether a record or one within it has text by members; the text of a law has its own language. */
function hasWords(fields: readonly Field[], record: AnyRecord, language: string): boolean {
  const { names } = inWordsOf(record, language);
  return fields.some((field) => {
    const value = record[field.name];
    if (isBlank(field, value) || names.includes(field.name) || field.name === WORDINGS) return false;
    if (field.type === "records")
      return (value as AnyRecord[]).some((inner) => hasWords(field.fields ?? [], inner, language));
    return field.type === "longtext" && !OF_LAWS.includes(field.name);
  });
}
const OF_LAWS: readonly string[] = ["text", "translation"];

/** Labels the status of a text: always for a translation, for a source only if someone vouches for it. */
function TextLabel(props: Props) {
  const { t, locale, section } = props;
  const { label, translation } = section;
  if (!label && !translation) return null;
  return (
    <>
      <Tag kind={label === "machine" ? "warn" : label === null ? "plain" : "ok"}>
        {t(`translations.label.${label ?? "community"}`)}
      </Tag>
      {translation ? <From t={t} locale={locale} translation={translation} /> : null}
      {translation && props.isCurrent ? <BesideLink {...props} /> : null}
      {translation?.label === "official" && label !== "official" ? (
        <span>
          {t("translations.officialWins", { language: languageName(translation.language, locale) })}
        </span>
      ) : null}
    </>
  );
}

/** The link to read a translation beside its source, and back. */
function BesideLink({ t, locale, slug, section, isBeside }: Props) {
  const href = languageHref(locale, slug, section.language, section.key, isBeside ? undefined : "source");
  return (
    <a href={href}>
      {t(isBeside ? "translations.beside.leave" : "translations.beside.open")}
      <span className="vh"> ({sectionTitle(t, section.key)})</span>
    </a>
  );
}

function From({ t, locale, translation }: Pick<Props, "t" | "locale"> & { translation: TranslationState }) {
  const language = languageName(translation.language, locale);
  const { follows } = translation;
  return (
    <span>
      {follows === null
        ? t("translations.fromUnknown", { language })
        : t("translations.from", { language, number: follows })}
    </span>
  );
}

/** Each language named in itself. */
function Switch({ t, locale, slug, section }: Props) {
  if (section.versions.length < 2) return null;
  return (
    <nav aria-label={t("translations.switch", { section: sectionTitle(t, section.key) })}>
      <ul className="row">
        {section.versions.map(({ language, isSource }) => (
          <li key={language}>
            <a
              href={languageHref(locale, slug, language, section.key)}
              hrefLang={language}
              aria-current={language === section.language ? "true" : undefined}
            >
              <span lang={language} dir={direction(language)}>
                {selfName(language)}
              </span>
              {isSource ? ` (${t("translations.source")})` : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function selfName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: "language", fallback: "code" }).of(language);
  const text = name ?? language;
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** States that the section is not available in the reader's language, with a link to translate it. */
function Missing({ t, locale, slug, section, language, isCurrent }: Props) {
  const name = languageName(language, locale);
  return (
    <>
      <span>
        {t("translations.missing", { language: name, shown: languageName(section.language, locale) })}
      </span>
      {isCurrent ? (
        <a href={editHref(locale, slug, section.key, language)}>
          {t("translations.translate", { language: name })}
          <span className="vh"> ({sectionTitle(t, section.key)})</span>
        </a>
      ) : null}
    </>
  );
}

/** States how far a translation is behind its source, and in which passages. */
function Age({
  t,
  locale,
  slug,
  section,
  isCurrent,
  translation,
}: Props & { translation: TranslationState }) {
  const { behind, drift, follows } = translation;
  if (behind === 0 || follows === null) return null;
  const counts = drift && {
    changed: drift.changed.length,
    added: drift.added.length,
    removed: drift.removed.length,
    unplaced: drift.unplaced,
  };
  const parts = (["changed", "added", "removed", "unplaced"] as const).filter((part) => counts?.[part]);
  if (!counts || parts.length === 0)
    return <p className="meta">{t("translations.behindWords", { count: behind })}</p>;
  const compare = withQuery(profileHref(locale, slug, "/diff"), { from: follows, to: translation.number });
  const title = <span className="vh"> ({sectionTitle(t, section.key)})</span>;
  return (
    <Note kind="warn" title={t("translations.behind", { count: behind })}>
      {parts.map((part) => (
        <span key={part}>{t(`translations.${part}`, { count: counts[part] })} </span>
      ))}
      <span className="row">
        <a href={`${compare}#change-${section.key}`}>
          {t("translations.compare")}
          {title}
        </a>
        {isCurrent ? (
          <a href={editHref(locale, slug, section.key, section.language)}>
            {t("translations.update")}
            {title}
          </a>
        ) : null}
      </span>
    </Note>
  );
}

/** Returns a function that marks a passage of a translation if it is outdated; undefined if none is. */
export function oldPassages(t: Translator, locale: Locale, section: SectionState) {
  const drift = section.translation?.drift;
  if (!drift) return undefined;
  const [changed, removed] = [new Set(drift.changed), new Set(drift.removed)];
  if (changed.size + removed.size === 0) return undefined;
  return (id: string, block: ReactNode): ReactNode => {
    if (!changed.has(id) && !removed.has(id)) return block;
    return (
      <div className="old-passage" key={`old-${id}`}>
        <p className="tiny" lang={locale} dir={direction(locale)}>
          {t(changed.has(id) ? "translations.old" : "translations.gone")}
        </p>
        {block}
      </div>
    );
  };
}
