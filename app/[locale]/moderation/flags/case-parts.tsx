import type { FormFields } from "@/components/post-form";
import { RadioGroup, TextArea } from "@/components/ui/field";
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
      {line.isHidden ? <Tag kind="bad">{t("flags.case.hidden")}</Tag> : null}
      {line.isReturned ? <Tag>{t("flags.case.returned")}</Tag> : null}
      {line.claimedBy ? <Tag>{t("flags.case.claimedBy", { by: line.claimedBy })}</Tag> : null}
      {line.isClaimedByReader ? <Tag kind="ok">{t("flags.case.claimedByYou")}</Tag> : null}
      <span>{message(t, `flags.kind.${line.kind}`)}</span>
      {line.count > 0 ? (
        <>
          <span>{t("flags.case.count", { count: line.count })}</span>
          <span>{t("flags.case.weight", { weight: f.number(line.weight) })}</span>
        </>
      ) : null}
    </>
  );
}

/** The decision and the reason for the author. */
export function DecisionFields({ t, fields }: { t: Translator; fields: FormFields }) {
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
        hint={t("flags.decide.reasonHint")}
        dir="auto"
        rows={3}
        maxLength={1000}
        defaultValue={fields.value("reason")}
        errors={fields.errors("reason")}
      />
    </>
  );
}

export const decisionLabels = (t: Translator) => ({
  outcome: t("flags.decide.outcome"),
  reason: t("flags.decide.reason"),
});
