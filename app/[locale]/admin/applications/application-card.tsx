import { StepList } from "@/components/members/application-steps";
import { sectorName } from "@/components/members/member-facts";
import { fieldsOf, formOf } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { FormState } from "@/lib/core/form-state";
import { countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ApplicationLine } from "@/lib/members/applications";
import { ApplicationForm } from "./application-form";

interface Props {
  t: Translator;
  locale: Locale;
  row: ApplicationLine;
  form: FormState;
}

/** An application: who applies and why, with the forms to decide or ask a question. */
export function ApplicationCard({ t, locale, row, form: sent }: Props) {
  const form = formOf(sent, "applicationId", row.id);
  return (
    <article className="cols side" aria-labelledby={`name-${row.id}`}>
      <div className="stack">
        <h2 id={`name-${row.id}`}>
          <bdi>{row.fullName}</bdi>
        </h2>
        {row.state === "asked" ? (
          <p>
            <Tag kind="warn">{t("admin.applications.waitsForAnswer")}</Tag>
          </p>
        ) : null}
        <FactList
          facts={[
            { term: t("admin.members.email"), value: <bdi>{row.email}</bdi> },
            {
              term: t("admin.member.verified"),
              value: row.verifiedAt ? <Time at={row.verifiedAt} locale={locale} /> : "–",
            },
            {
              term: t("members.field.institution"),
              value: row.institution ? <bdi>{row.institution}</bdi> : "–",
            },
            { term: t("members.field.sector"), value: row.sector ? sectorName(t, row.sector) : "–" },
            { term: t("members.field.country"), value: row.country ? countryName(row.country, locale) : "–" },
            { term: t("admin.applications.when"), value: <Time at={row.createdAt} locale={locale} /> },
            ...(row.changedAt
              ? [
                  {
                    term: t("admin.applications.changed"),
                    value: <Time at={row.changedAt} locale={locale} />,
                  },
                ]
              : []),
          ]}
        />
        <div>
          <h3>{t("admin.applications.why")}</h3>
          <p className="as-typed" dir="auto">
            {row.reason}
          </p>
        </div>
        {row.steps.length > 0 ? (
          <div>
            <h3>{t("admin.applications.steps")}</h3>
            <StepList t={t} locale={locale} steps={row.steps} />
          </div>
        ) : null}
      </div>
      <div className="stack">
        <DecisionForm t={t} locale={locale} row={row} form={form} />
        <QuestionForm t={t} locale={locale} row={row} form={form} />
      </div>
    </article>
  );
}

function DecisionForm({ t, locale, row, form }: Props) {
  return (
    <ApplicationForm
      {...{ t, locale, row }}
      name="decide"
      fields={fieldsOf(t, form, "decide")}
      field="decisionReason"
      id={`reason-${row.id}`}
      label={t("admin.applications.reasonLabel")}
      hint={t("admin.applications.reasonHint")}
      rows={4}
    >
      <p className="row">
        <Button kind="pri" name="decision" value="accept">
          {t("admin.applications.accept")}
        </Button>
        <Button kind="bad" name="decision" value="refuse">
          {t("admin.applications.refuse")}
        </Button>
      </p>
    </ApplicationForm>
  );
}

function QuestionForm({ t, locale, row, form }: Props) {
  return (
    <details open={form.name === "ask"}>
      <summary>{t("admin.applications.askTitle")}</summary>
      <ApplicationForm
        {...{ t, locale, row }}
        name="ask"
        fields={fieldsOf(t, form, "ask")}
        field="question"
        id={`question-${row.id}`}
        label={t("admin.applications.question")}
        hint={t("admin.applications.questionHint")}
        isRequired
      >
        <p>
          <Button>{t("admin.applications.ask")}</Button>
        </p>
      </ApplicationForm>
    </details>
  );
}
