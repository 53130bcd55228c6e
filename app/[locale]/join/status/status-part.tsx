import { StepList } from "@/components/members/application-steps";
import { sectorName } from "@/components/members/member-facts";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox, TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note, type NoteKind } from "@/components/ui/note";
import { NO_COUNTRY } from "@/lib/accounts/model";
import type { FormState } from "@/lib/core/form-state";
import { env } from "@/lib/env";
import { countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { OwnApplication } from "@/lib/members/applications";
import { currentSite } from "@/lib/site-settings";
import { answerLabels, NameField, WorkFields } from "../answer-fields";

interface Props {
  t: Translator;
  locale: Locale;
  own: OwnApplication;
  token: string;
  form: FormState;
}

const KINDS: Record<OwnApplication["state"], NoteKind> = {
  waiting: "plain",
  asked: "warn",
  accepted: "ok",
  refused: "bad",
};

/** The state of the application, what was sent with it, and what its applicant can do now. */
export function StatusPart(props: Props) {
  const { t, locale, own } = props;
  return (
    <div className="wrap body flush stack g6">
      <div className="stack narrow">
        <State {...props} />
        {own.state === "asked" ? <AnswerForm {...props} /> : null}
      </div>
      {own.state === "accepted" ? null : (
        <>
          <Section id="facts" title={t("applications.facts")}>
            <FactList facts={factsOf(props)} />
          </Section>
          {own.steps.length > 0 ? (
            <Section id="steps" className="stack narrow" title={t("applications.steps")}>
              <StepList t={t} locale={locale} steps={own.steps} />
            </Section>
          ) : null}
          {own.canAmend ? <AmendForm {...props} /> : null}
          <WithdrawForm {...props} />
        </>
      )}
    </div>
  );
}

function State({ t, locale, own }: Props) {
  const isFinal = own.state === "refused" && !own.canAmend;
  return (
    <>
      <Note kind={KINDS[own.state]} title={t(`applications.state.${own.state}`)}>
        <p>{isFinal ? t("applications.what.final") : t(`applications.what.${own.state}`)}</p>
        {own.decisionReason && own.state === "refused" ? (
          <p>
            {t("applications.reason")}
            <br />
            <span className="as-typed" dir="auto">
              {own.decisionReason}
            </span>
          </p>
        ) : null}
      </Note>
      {own.state === "accepted" ? (
        <p>
          <ButtonLink kind="pri" href={localePath(locale, "/signin")}>
            {t("accounts.signIn")}
          </ButtonLink>
        </p>
      ) : null}
      {own.state === "refused" ? (
        <p>
          <a href={`mailto:${currentSite().identity.contact || env().ADMIN_EMAIL}`}>
            {t("applications.contact")}
          </a>
        </p>
      ) : null}
    </>
  );
}

function factsOf({ t, locale, own }: Props) {
  const time = (at: Date) => <Time at={at} locale={locale} />;
  const typed = (text: string | null) => (text ? <bdi>{text}</bdi> : "–");
  return [
    { term: t("accounts.join.fullName"), value: typed(own.fullName) },
    { term: t("accounts.email"), value: typed(own.email) },
    {
      term: t("accounts.join.country"),
      value: own.country ? countryName(own.country, locale) : t("accounts.join.noCountry"),
    },
    { term: t("accounts.join.institution"), value: typed(own.institution) },
    { term: t("accounts.join.sector"), value: own.sector ? sectorName(t, own.sector) : "–" },
    {
      term: t("accounts.join.reason"),
      value: (
        <span className="as-typed" dir="auto">
          {own.reason}
        </span>
      ),
    },
    { term: t("applications.sent"), value: time(own.createdAt) },
    ...(own.changedAt ? [{ term: t("applications.changed"), value: time(own.changedAt) }] : []),
    ...(own.decidedAt ? [{ term: t("applications.decided"), value: time(own.decidedAt) }] : []),
  ];
}

function AnswerForm({ t, locale, own, token, form }: Props) {
  const fields = fieldsOf(t, form, "answer");
  const label = t("applications.answer");
  const question = own.steps.findLast((step) => step.kind === "question");
  return (
    <PostForm
      t={t}
      name="answer"
      action={localePath(locale, "/join/status")}
      fields={fields}
      labels={{ answer: label }}
      hidden={{ token }}
    >
      <blockquote className="as-typed" dir="auto">
        {question?.text}
      </blockquote>
      <TextArea
        name="answer"
        label={label}
        errors={fields.errors("answer")}
        defaultValue={fields.value("answer")}
        rows={5}
        maxLength={2000}
        required
      />
      <div className="row">
        <Button kind="pri">{t("applications.sendAnswer")}</Button>
      </div>
    </PostForm>
  );
}

function AmendForm({ t, locale, own, token, form }: Props) {
  const fields = fieldsOf(t, form, "amend");
  const isAgain = own.state === "refused";
  const given = {
    fullName: own.fullName,
    country: own.country ?? NO_COUNTRY,
    institution: own.institution,
    sector: own.sector,
    reason: own.reason,
  };
  return (
    <details open={form.name === "amend"}>
      <summary>{t(isAgain ? "applications.againTitle" : "applications.amendTitle")}</summary>
      <PostForm
        t={t}
        name="amend"
        action={localePath(locale, "/join/status")}
        fields={fields}
        labels={answerLabels(t)}
        hidden={{ token }}
      >
        <NameField t={t} fields={fields} given={given} />
        <WorkFields t={t} locale={locale} fields={fields} given={given} needsApproval />
        <div className="row">
          <Button kind="pri">{t(isAgain ? "applications.again" : "applications.amend")}</Button>
        </div>
      </PostForm>
    </details>
  );
}

function WithdrawForm({ t, locale, token, form }: Props) {
  const fields = fieldsOf(t, form, "withdraw");
  const label = t("applications.withdrawSure");
  return (
    <details open={form.name === "withdraw"}>
      <summary>{t("applications.withdrawTitle")}</summary>
      <PostForm
        t={t}
        name="withdraw"
        action={localePath(locale, "/join/status")}
        fields={fields}
        labels={{ isSure: label }}
        hidden={{ token }}
      >
        <p>{t("applications.withdrawWhat")}</p>
        <Checkbox name="isSure" label={label} errors={fields.errors("isSure")} required />
        <div className="row">
          <Button kind="bad">{t("applications.withdraw")}</Button>
        </div>
      </PostForm>
    </details>
  );
}
