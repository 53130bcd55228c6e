import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
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
  const fields = fieldsOf(t, form, "hide");
  const label = t("comments.write.reason");
  return (
    <PostForm
      t={t}
      name="hide"
      action={action}
      fields={fields}
      labels={{ reason: label }}
      className="stack narrow"
    >
      {what ? <p className="small">{what}</p> : null}
      <TextArea
        name="reason"
        label={label}
        hint={t("comments.write.reasonHint")}
        dir="auto"
        rows={3}
        maxLength={1000}
        defaultValue={fields.value("reason")}
        errors={fields.errors("reason")}
      />
      <p>
        <Button kind="bad">{button}</Button>
      </p>
    </PostForm>
  );
}
