import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { PasswordField, TextField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  next: string;
  provider: string | null;
  fields: FormFields;
  providerFields: FormFields;
}

/** Address and password; if the site has a provider, also its button. */
export function SignInForms(props: Props) {
  const { t, locale, next, provider, providerFields } = props;
  return (
    <>
      <EmailForm {...props} />
      {provider === null ? null : (
        <PostForm
          t={t}
          name="provider"
          action={localePath(locale, "/signin")}
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

function EmailForm({ t, locale, next, fields }: Props) {
  const labels = { email: t("accounts.email"), password: t("accounts.password") };
  return (
    <PostForm
      t={t}
      name="password"
      action={localePath(locale, "/signin")}
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
  );
}
