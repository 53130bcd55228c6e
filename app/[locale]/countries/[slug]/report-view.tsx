import { Bait } from "@/components/bait";
import { type DetailField, DetailFields } from "@/components/detail-fields";
import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref, reportHref } from "@/components/profiles/addresses";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { editHref, languageHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { FormState } from "@/lib/core/form-state";
import { flagPath } from "@/lib/flags/model";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { REPORT_PATH } from "@/lib/public-reports/model";

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section?: SectionKey | undefined;
  /** Language of the translation that was read. */
  lang?: string | undefined;
  /** The id of the section, if it is written. */
  flagged: string | null;
  form: FormState;
}

/** The form for reporting an error. */
export function ReportView(props: Props & { isSent: boolean }) {
  const { t, locale, head, section, lang, isSent } = props;
  return (
    <ProfileFrame t={t} locale={locale} head={head} tab={null} sub={t("reports.title")}>
      <div className="wrap body stack g5 narrow">
        {isSent ? (
          <Note kind="ok" icon="check" role="status">
            {t("reports.sent")}
          </Note>
        ) : null}
        <p>
          {t("reports.what")}{" "}
          <a href={section ? editHref(locale, head.slug, section, lang) : profileHref(locale, head.slug)}>
            {t("reports.edit")}
          </a>
        </p>
        {lang ? <p>{t("reports.read", { language: languageName(lang, locale) })}</p> : null}
        <ReportForm {...props} />
        {props.flagged ? (
          <p className="small row">
            <a
              href={withQuery(localePath(locale, REPORT_PATH), {
                page: `/countries/${head.slug}#${section}`,
              })}
              rel="nofollow"
            >
              {t("flags.public.link")}
            </a>
            <a href={localePath(locale, flagPath("section", props.flagged))} rel="nofollow">
              {t("flags.form.sectionLink")}
            </a>
          </p>
        ) : null}
        <p className="small dim">
          {t("reports.privacy")} <a href={localePath(locale, "/privacy")}>{t("reports.privacyLink")}</a>
        </p>
      </div>
    </ProfileFrame>
  );
}

function ReportForm({ t, locale, head, section, lang, form }: Props) {
  const fields = fieldsOf(t, form, "report");
  const labels = { on: t("reports.on"), text: t("reports.text"), email: t("reports.email") };
  const list: DetailField[] = [
    {
      name: "on",
      type: "one",
      empty: t("reports.whole"),
      options: OUTLINE_ENTRIES.map(({ key, number }) => ({
        value: key,
        label: `${number} ${sectionTitle(t, key)}`,
      })),
    },
    { name: "text", type: "lines", hint: t("reports.textHint"), rows: 6, maxLength: 2000, required: true },
    {
      name: "email",
      type: "line",
      hint: t("reports.emailHint"),
      input: "email",
      autoComplete: "email",
      maxLength: 254,
      dir: "ltr",
    },
  ];
  return (
    <PostForm
      t={t}
      name="report"
      action={reportHref(locale, head.slug, section, lang)}
      fields={fields}
      labels={labels}
      hidden={{ lang: lang ?? "" }}
    >
      <DetailFields list={list} labels={labels} kept={{ on: section }} fields={fields} />
      <Bait t={t} />
      <div className="row">
        <Button kind="pri">{t("reports.send")}</Button>
        <a href={languageHref(locale, head.slug, lang ?? locale, section)}>{t("reports.back")}</a>
      </div>
    </PostForm>
  );
}
