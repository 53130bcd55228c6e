import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { PasswordField, TextField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Address and password; and, where the site has one, the button of its provider. */
export function SignInForms(props: {
  t: Translator;
  locale: Locale;
  next: string;
  provider: string | null;
  fields: FormFields;
  providerFields: FormFields;
}) {
  const { t, locale, next, provider, fields, providerFields } = props;
  const labels = { email: t("accounts.email"), password: t("accounts.password") };
  const action = localePath(locale, "/signin");
  return (
    <>
      <PostForm
        t={t}
        name="password"
        action={action}
        fields={fields}
        labels={labels}
        hidden={{ next }}
        className="stack"
      >
        <TextField
          name="email"
          label={labels.email}
          errors={fields.errors("email")}
          defaultValue={fields.value("email")}
          type="email"
          autoComplete="username webauthn"
          dir="ltr"
          isBig
          required
        />
        <PasswordField
          name="password"
          label={labels.password}
          errors={fields.errors("password")}
          autoComplete="current-password"
          t={t}
          isBig
          required
        />
        <Button kind="pri" size="big" isFull>
          {t("accounts.signIn")}
        </Button>
      </PostForm>
      {provider === null ? null : (
        <PostForm
          t={t}
          name="provider"
          action={action}
          fields={providerFields}
          hidden={{ next }}
          className="stack"
        >
          <p className="dim">{t("accounts.in.or")}</p>
          <Button size="big" icon="lock" isFull>
            {t("accounts.in.with", { name: provider })}
          </Button>
        </PostForm>
      )}
    </>
  );
}
