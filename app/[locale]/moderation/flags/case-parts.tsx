import type { FormFields } from "@/components/post-form";
import { RadioGroup, SelectField, TextArea, TextField } from "@/components/ui/field";
import { Tag } from "@/components/ui/tag";
import type { CaseLine } from "@/lib/flags";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  line: CaseLine;
}

/** What a case is about, or that it does not exist any more. */
export function caseTitle({ t, locale, line }: Props): string {
  return line.thing?.title(t, locale) ?? t("flags.thing");
}

/** The reasons, the number of reports, the weight and the state of a case. */
export function CaseTags({ t, locale, line }: Props) {
  const f = formatter(locale);
  return (
    <>
      {line.codes.map((code) => (
        <Tag key={code} kind="warn">
          {t(`flags.code.${code}`)}
        </Tag>
      ))}
      {line.grounds.map((ground) => (
        <Tag key={ground} kind="bad">
          {message(t, `flags.ground.${ground}`)}
        </Tag>
      ))}
      {line.isHidden ? <Tag kind="bad">{t("flags.case.hidden")}</Tag> : null}
      {line.isReturned ? <Tag>{t("flags.case.returned")}</Tag> : null}
      {line.claimedBy ? <Tag>{t("flags.case.claimedBy", { by: line.claimedBy })}</Tag> : null}
      {line.isClaimedByReader ? <Tag kind="ok">{t("flags.case.claimedByYou")}</Tag> : null}
      <span>{message(t, `flags.kind.${line.kind}`)}</span>
      {line.reports > 0 ? <span>{t("flags.public.count", { count: line.reports })}</span> : null}
      {line.count > 0 ? (
        <>
          <span>{t("flags.case.count", { count: line.count })}</span>
          <span>{t("flags.case.weight", { weight: f.number(line.weight) })}</span>
        </>
      ) : null}
    </>
  );
}

/** The decision and the statement of reasons. `isReported`: at `/report`, whose senders get the reasons in any case. */
export function DecisionFields(props: { t: Translator; fields: FormFields; isReported?: boolean }) {
  const { t, fields, isReported = false } = props;
  return (
    <>
      <RadioGroup
        name="outcome"
        label={t("flags.decide.outcome")}
        options={[
          { value: "upheld", label: t("flags.decide.upheld"), hint: t("flags.decide.upheldHint") },
          { value: "dismissed", label: t("flags.decide.dismissed"), hint: t("flags.decide.dismissedHint") },
        ]}
        value={fields.value("outcome")}
        errors={fields.errors("outcome")}
        required
      />
      <TextArea
        name="reason"
        label={t("flags.decide.reason")}
        hint={t(isReported ? "flags.decide.reasonToAll" : "flags.decide.reasonHint")}
        dir="auto"
        rows={3}
        maxLength={1000}
        defaultValue={fields.value("reason")}
        errors={fields.errors("reason")}
      />
      <SelectField
        name="basis"
        label={t("flags.decide.basis")}
        options={[
          { value: "charter", label: t("flags.decide.charter") },
          { value: "law", label: t("flags.decide.law") },
        ]}
        defaultValue={fields.value("basis", "charter")}
        errors={fields.errors("basis")}
      />
      <TextField
        name="law"
        label={t("flags.decide.whichLaw")}
        hint={t("flags.decide.whichLawHint")}
        dir="auto"
        maxLength={200}
        autoComplete="off"
        defaultValue={fields.value("law")}
        errors={fields.errors("law")}
      />
    </>
  );
}

export const decisionLabels = (t: Translator) => ({
  basis: t("flags.decide.basis"),
  law: t("flags.decide.whichLaw"),
  outcome: t("flags.decide.outcome"),
  reason: t("flags.decide.reason"),
});
