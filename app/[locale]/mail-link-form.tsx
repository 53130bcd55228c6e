import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { env } from "@/lib/env";
import type { Translator } from "@/lib/i18n/translator";

/** A form that asks for an address to mail a link to. After it was sent, its button is no longer the main one. */
export function MailLinkForm(props: {
  t: Translator;
  name: string;
  action: string;
  fields: FormFields;
  button: string;
  autoComplete: "username" | "email";
  isAsked: boolean;
}) {
  const { t, name, action, fields, button, autoComplete, isAsked } = props;
  const label = t("accounts.email");
  return (
    <>
      {isAsked && !env().SMTP_URL ? <Note>{t("accounts.verify.local")}</Note> : null}
      <PostForm t={t} name={name} action={action} fields={fields} labels={{ email: label }}>
        <TextField
          name="email"
          label={label}
          errors={fields.errors("email")}
          defaultValue={fields.value("email")}
          type="email"
          autoComplete={autoComplete}
          dir="ltr"
          isBig
          required
        />
        <div className="row">
          <Button kind={isAsked ? "plain" : "pri"} size="big">
            {button}
          </Button>
        </div>
      </PostForm>
    </>
  );
}
