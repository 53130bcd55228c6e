import { fieldsOf } from "@/components/post-form";
import { WordsForm } from "@/components/words-form";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";

/** The form by which a moderator hides what a member wrote, with a reason for the author. */
export function HideForm(props: {
  t: Translator;
  form: FormState;
  action: string;
  /** What follows from it. */
  what?: string;
  button: string;
}) {
  const { t, form, action, what, button } = props;
  return (
    <WordsForm
      t={t}
      name="hide"
      action={action}
      fields={fieldsOf(t, form, "hide")}
      field="reason"
      label={t("comments.write.reason")}
      hint={t("comments.write.reasonHint")}
      button={button}
      kind="bad"
    >
      {what ? <p className="small">{what}</p> : null}
    </WordsForm>
  );
}
