import { roleName } from "@/components/members/member-facts";
import { countryOptions } from "@/components/name-options";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { LOCALE_NAMES, LOCALES, type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { INVITED_ROLES, type InvitedRole } from "@/lib/members/invitations/model";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
}

const labelsOf = (t: Translator) => ({
  email: t("accounts.email"),
  role: t("invitations.role"),
  country: t("accounts.join.country"),
  institution: t("accounts.join.institution"),
  language: t("invitations.language"),
  reason: t("invitations.reason"),
});

/** Invites one person: address, role, country, institution and language. */
export function InvitationForm({ t, locale, fields, role }: Props & { role: InvitedRole }) {
  const labels = labelsOf(t);
  const propsOf = (name: keyof typeof labels, initial = "") => ({
    name,
    label: labels[name],
    errors: fields.errors(name),
    defaultValue: fields.value(name, initial),
  });
  return (
    <Section id="invite" title={t("invitations.title")}>
      <p className="narrow">{t("invitations.what")}</p>
      <PostForm
        t={t}
        name="invite"
        action={localePath(locale, ADMIN_PLACES.invitations)}
        fields={fields}
        labels={labels}
      >
        <TextField {...propsOf("email")} type="email" dir="ltr" maxLength={254} autoComplete="off" required />
        <SelectField
          {...propsOf("role", role)}
          options={INVITED_ROLES.map((value) => ({ value, label: roleName(t, locale, value) }))}
        />
        <SelectField
          {...propsOf("country")}
          hint={t("invitations.countryHint")}
          empty={t("accounts.join.chooseCountry")}
          names="country"
          options={countryOptions(locale)}
        />
        <TextField
          {...propsOf("institution")}
          aside={t("accounts.join.optional")}
          maxLength={200}
          autoComplete="off"
        />
        <SelectField
          {...propsOf("language", locale)}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        />
        <TextArea {...propsOf("reason")} hint={t("invitations.reasonHint")} rows={2} maxLength={1000} />
        <p>
          <Button kind="pri">{t("invitations.send")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}
