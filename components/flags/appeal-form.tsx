import { fieldsOf } from "@/components/post-form";
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
}) {
  const { t, form, action, hidden } = props;
  return (
    <Section id="appeal" title={t("flags.own.appealTitle")}>
      <p className="small">{t("flags.own.appealWhat", { days: APPEAL_DAYS })}</p>
      <WordsForm
        t={t}
        name="appeal"
        action={action}
        fields={fieldsOf(t, form, "appeal")}
        field="appealText"
        label={t("flags.own.appealText")}
        rows={4}
        button={t("flags.own.appealSend")}
        kind="pri"
        hidden={hidden}
      />
    </Section>
  );
}
