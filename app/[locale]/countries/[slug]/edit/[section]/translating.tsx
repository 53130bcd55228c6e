import type { ReactNode } from "react";
import { Prose } from "@/components/content/prose";
import { DiffView } from "@/components/revisions/diff-view";
import { Checkbox, SelectField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";

/** The source of a translation, shown to the translator beside the text. */
export interface Original {
  language: string;
  number: number;
  content: Content;
  /** Changes of the source since the revision that the translation follows; null if there are none. */
  changes: { since: number; diff: DiffResult } | null;
}

/** Marks that a save can set on its text. */
export interface MarkChoices {
  /** The current source revision, which the text can be marked as following; null for a source. */
  follows: number | null;
  /** A first translation follows its source in any case. */
  isFirst: boolean;
  labels: { value: string; label: string }[];
  label: string;
}

/** The editor with the source beside it; without a source, the editor alone. */
export function Translating(props: {
  t: Translator;
  locale: Locale;
  original: Original | null;
  isFirst: boolean;
  sourceTitle: (id: string) => string | null;
  children: ReactNode;
}) {
  const { t, locale, original, isFirst, children } = props;
  if (!original) return children;
  const { language, number, content, changes } = original;
  const name = languageName(language, locale);
  return (
    <div className="wrap body translating">
      <section className="box original" aria-labelledby="original">
        <h2 id="original">{t("translations.edit.sourceNow", { language: name, number })}</h2>
        <div className="in-b stack">
          {isFirst ? <p className="small dim">{t("translations.edit.begin")}</p> : null}
          {changes ? (
            <details open>
              <summary>{t("translations.edit.changes", { number: changes.since })}</summary>
              <DiffView
                t={t}
                locale={locale}
                diff={changes.diff}
                lang={language === locale ? undefined : language}
                sourceTitle={props.sourceTitle}
              />
            </details>
          ) : null}
          <div className="prose" lang={language} dir={direction(language)}>
            <Prose
              content={content}
              t={t}
              locale={locale}
              prefix="original"
              numberOf={() => null}
              sourceTitle={props.sourceTitle}
              headingShift={0}
            />
          </div>
        </div>
      </section>
      {children}
    </div>
  );
}

/** The fields of the plain form for the source revision that it follows, and for the status of its text. */
export function MarkFields({ t, form, marks }: { t: Translator; form: FormState; marks: MarkChoices }) {
  const { follows, isFirst, labels, label } = marks;
  const isSent = form.name !== null;
  const sent = form.values.label;
  return (
    <>
      {follows !== null && isFirst ? <input type="hidden" name="follows" value={follows} /> : null}
      {follows !== null && !isFirst ? (
        <Checkbox
          name="follows"
          label={t("translations.edit.upToDate", { number: follows })}
          hint={t("translations.edit.upToDateHint")}
          value={String(follows)}
          defaultChecked={isSent ? form.values.follows !== undefined : true}
        />
      ) : null}
      {labels.length > 1 ? (
        <SelectField
          name="label"
          label={t("translations.edit.label")}
          options={labels}
          defaultValue={typeof sent === "string" ? sent : label}
        />
      ) : null}
    </>
  );
}

/** For an unwritten section: the language in which it starts, with a link to another language. */
export function FirstLanguage(props: {
  t: Translator;
  locale: Locale;
  language: string;
  other: string | null;
}) {
  const { t, locale, language, other } = props;
  return (
    <div className="wrap">
      <Note>
        {t("translations.edit.first", { language: languageName(language, locale) })}{" "}
        {other ? (
          <a href={other}>
            {t("translations.edit.firstOther", { language: languageName(otherOf(language, locale), locale) })}
          </a>
        ) : null}
      </Note>
    </div>
  );
}

/** Returns the other language to offer: that of the page, or the usual one of profiles. */
export function otherOf(language: string, locale: Locale): string {
  return language === locale ? "en" : locale;
}
