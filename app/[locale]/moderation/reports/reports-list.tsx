import { fieldsOf, formOf, PostForm } from "@/components/post-form";
import { editHref, languageHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { TextArea } from "@/components/ui/field";
import type { FormState } from "@/lib/core/form-state";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ReportLine } from "@/lib/profiles/reports/model";

interface Props {
  t: Translator;
  locale: Locale;
  reports: readonly ReportLine[];
  form: FormState;
  action: string;
}

/** Errors that readers reported, each with the form to decide on it. */
export function ReportsList(props: Props) {
  const { t, reports } = props;
  if (reports.length === 0) return <Empty>{t("reports.queue.nothing")}</Empty>;
  return (
    <ol className="list stack g5">
      {reports.map((report) => (
        <li key={report.id} className="stack g2">
          <Report {...props} report={report} />
        </li>
      ))}
    </ol>
  );
}

function Report({ t, locale, report, form, action }: Props & { report: ReportLine }) {
  const { id, slug, names, section, language, text, wantsAnswer, createdAt } = report;
  const fields = fieldsOf(t, formOf(form, "reportId", id), "decide");
  const field = `answer-${id}`;
  const place = section
    ? t("reports.queue.place", { country: names[locale], section: sectionTitle(t, section) })
    : names[locale];
  return (
    <>
      <h2 className="h">
        <a href={languageHref(locale, slug, language ?? locale, section ?? undefined)}>{place}</a>
      </h2>
      <p className="meta">
        <Time at={createdAt} locale={locale} />
        {language ? (
          <span>{t("reports.queue.read", { language: languageName(language, locale) })}</span>
        ) : null}
        <span>{t(wantsAnswer ? "reports.queue.wantsAnswer" : "reports.queue.noAnswer")}</span>
        {section ? (
          <a href={editHref(locale, slug, section, language ?? undefined)}>
            {t("reports.queue.edit")} <span className="vh">{place}</span>
          </a>
        ) : null}
      </p>
      <blockquote className="as-typed" dir="auto">
        {text}
      </blockquote>
      <PostForm
        t={t}
        name="decide"
        action={localePath(locale, action)}
        fields={fields}
        labels={{ answer: t("reports.queue.answer") }}
        ids={{ answer: field }}
        hidden={{ reportId: id }}
      >
        <TextArea
          id={field}
          name="answer"
          label={t("reports.queue.answer")}
          hint={t("reports.queue.answerHint")}
          errors={fields.errors("answer")}
          defaultValue={fields.value("answer")}
          rows={2}
          maxLength={1000}
          required
        />
        <div className="row">
          <Button kind="pri" size="sm" name="outcome" value="corrected">
            {t("reports.queue.corrected")}
          </Button>
          <Button size="sm" name="outcome" value="declined">
            {t("reports.queue.declined")}
          </Button>
        </div>
      </PostForm>
    </>
  );
}
