import { fieldsOf } from "@/components/post-form";
import { Checkbox } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { WordsForm } from "@/components/words-form";
import type { FormState } from "@/lib/core/form-state";
import { APPEAL_DAYS } from "@/lib/flags/model";
import type { Translator } from "@/lib/i18n/translator";

/** The form in which a member appeals against a decision about what they wrote, or about their account. */
export function AppealForm(props: {
  t: Translator;
  form: FormState;
  action: string;
  hidden?: Readonly<Record<string, string>>;
  /** Somebody reported it at `/report`: the appeal is a counter-notice. */
  isCounter?: boolean;
}) {
  const { t, form, action, hidden, isCounter = false } = props;
  const fields = fieldsOf(t, form, "appeal");
  return (
    <Section id="appeal" title={t(isCounter ? "flags.own.counterTitle" : "flags.own.appealTitle")}>
      <p className="small">{t("flags.own.appealWhat", { days: APPEAL_DAYS })}</p>
      {isCounter ? <p className="small">{t("flags.own.counterWhat")}</p> : null}
      <WordsForm
        t={t}
        name="appeal"
        action={action}
        fields={fields}
        labels={isCounter ? { appealFaith: t("flags.own.faith") } : undefined}
        field="appealText"
        label={t("flags.own.appealText")}
        rows={4}
        button={t("flags.own.appealSend")}
        kind="pri"
        hidden={hidden}
      >
        {isCounter ? (
          <>
            <Checkbox
              name="appealFaith"
              value="yes"
              label={t("flags.own.faith")}
              defaultChecked={fields.checked("appealFaith")}
              errors={fields.errors("appealFaith")}
            />
            <Checkbox
              name="appealShares"
              value="yes"
              label={t("flags.own.shares")}
              hint={t("flags.own.sharesHint")}
              defaultChecked={fields.checked("appealShares")}
            />
          </>
        ) : null}
      </WordsForm>
    </Section>
  );
}
