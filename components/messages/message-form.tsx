import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { A_DAY, MESSAGE_DAYS, MESSAGE_LENGTH } from "@/lib/direct-messages/model";
import type { Translator } from "@/lib/i18n/translator";
import { newBlockId } from "@/lib/text/block-id";

/** A message to a member: plain text with the signs of comments. */
export function MessageForm(props: {
  t: Translator;
  name: "write" | "send";
  action: string;
  fields: FormFields;
  /** A request to a member who has not answered before, or a message in a conversation. */
  isRequest: boolean;
}) {
  const { t, name, action, fields, isRequest } = props;
  const label = t(isRequest ? "messages.text" : "messages.reply");
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fields}
      labels={{ text: label }}
      hidden={{ clientToken: fields.value("clientToken") || newBlockId() + newBlockId() }}
    >
      <TextArea
        name="text"
        label={label}
        hint={t("messages.textHint", { max: MESSAGE_LENGTH })}
        errors={fields.errors("text")}
        defaultValue={fields.value("text")}
        maxLength={MESSAGE_LENGTH}
        rows={isRequest ? 8 : 5}
        dir="auto"
        required
      />
      {isRequest ? (
        <p className="small dim">{t("messages.limits", { ...A_DAY, days: MESSAGE_DAYS })}</p>
      ) : null}
      <p>
        <Button kind="pri">{t(isRequest ? "messages.sendRequest" : "messages.send")}</Button>
      </p>
    </PostForm>
  );
}
