import { type FormFields, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { PasswordField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { PASSWORD_LENGTH } from "@/lib/accounts/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
}

/**
 * The form to change the password with the current one. Members who joined through single sign-on have none
 * and can set one.
 */
export function PasswordPart({ t, locale, fields, hasPassword }: Props & { hasPassword: boolean }) {
  const labels = { currentPassword: t("me.password.current"), newPassword: t("me.password.new") };
  return (
    <Section id="password" title={t("me.password.title")}>
      {hasPassword ? (
        <PostForm
          t={t}
          name="password"
          action={localePath(locale, "/me/security")}
          fields={fields}
          labels={labels}
        >
          <PasswordField
            t={t}
            name="currentPassword"
            label={labels.currentPassword}
            errors={fields.errors("currentPassword")}
            autoComplete="current-password"
            required
          />
          <PasswordField
            t={t}
            name="newPassword"
            label={labels.newPassword}
            hint={t("me.password.hint", { min: PASSWORD_LENGTH.min })}
            errors={fields.errors("newPassword")}
            autoComplete="new-password"
            required
          />
          <p>
            <Button>{t("me.password.change")}</Button>
          </p>
          <p className="small dim">{t("me.password.ends")}</p>
        </PostForm>
      ) : (
        <>
          <p>{t("me.password.none")}</p>
          <p>
            <ButtonLink href={localePath(locale, "/forgot")}>{t("me.password.set")}</ButtonLink>
          </p>
        </>
      )}
    </Section>
  );
}

/** The form to request another mail address, which takes effect once its link was followed. */
export function EmailPart({ t, locale, fields, email }: Props & { email: string | null }) {
  const labels = { email: t("me.email.label") };
  return (
    <Section id="address" title={t("me.email.title")}>
      <p>{t.rich("me.email.present", { email: () => <bdi className="strong">{email}</bdi> })}</p>
      <PostForm
        t={t}
        name="email"
        action={localePath(locale, "/me/security")}
        fields={fields}
        labels={labels}
      >
        <TextField
          name="email"
          type="email"
          label={labels.email}
          hint={t("me.email.hint")}
          defaultValue={fields.value("email")}
          errors={fields.errors("email")}
          autoComplete="email"
          maxLength={254}
          dir="ltr"
          required
        />
        <p>
          <Button>{t("me.email.change")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}
