import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Checkbox, TextArea, TextField } from "@/components/ui/field";
import type { Translator } from "@/lib/i18n/translator";
import { MESSAGE_DAYS, MESSAGES_A_DAY } from "@/lib/members/messages/model";
import { newBlockId } from "@/lib/text/block-id";

/** A message to a member: plain text, sent on by e-mail. The sender's address is shown only if they tick the box. */
export function MessageForm(props: {
  t: Translator;
  name: "write" | "reply";
  action: string;
  fields: FormFields;
  subject?: string;
}) {
  const { t, name, action, fields, subject } = props;
  const labels = { subject: t("messages.subject"), text: t("messages.text") };
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fields}
      labels={labels}
      hidden={{ clientToken: fields.value("clientToken") || newBlockId() + newBlockId() }}
    >
      <TextField
        name="subject"
        label={labels.subject}
        errors={fields.errors("subject")}
        defaultValue={fields.value("subject", subject)}
        maxLength={120}
        dir="auto"
        required
      />
      <TextArea
        name="text"
        label={labels.text}
        hint={t("messages.textHint")}
        errors={fields.errors("text")}
        defaultValue={fields.value("text")}
        maxLength={4000}
        rows={8}
        dir="auto"
        required
      />
      <Checkbox
        name="tellsAddress"
        label={t("messages.tellsAddress")}
        defaultChecked={fields.checked("tellsAddress")}
      />
      <p className="small dim">
        {t("messages.limits", MESSAGES_A_DAY)} {t("messages.kept", { days: MESSAGE_DAYS })}
      </p>
      <p>
        <Button kind="pri">{t("messages.send")}</Button>
      </p>
    </PostForm>
  );
}
