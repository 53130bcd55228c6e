import { sectorName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Checkbox, PasswordField, SelectField, TextArea, TextField } from "@/components/ui/field";
import { NO_COUNTRY, SECTORS } from "@/lib/accounts/model";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
  stamp: string;
  /** Joining needs approval: a reason is asked for. */
  hasReason: boolean;
}

/** The form by which someone joins; works without scripts, and with every password manager. */
export function JoinForm({ t, locale, fields, stamp, hasReason }: Props) {
  const labels = {
    fullName: t("accounts.join.fullName"),
    email: t("accounts.email"),
    password: t("accounts.password"),
    country: t("accounts.join.country"),
    institution: t("accounts.join.institution"),
    sector: t("accounts.join.sector"),
    reason: t("accounts.join.reason"),
    charter: t("accounts.join.charter"),
  };
  const kept = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    errors: fields.errors(name),
    isBig: true,
    defaultValue: fields.value(name),
  });
  return (
    <PostForm
      t={t}
      name="join"
      action={localePath(locale, "/join")}
      fields={fields}
      labels={labels}
      hidden={{ stamp }}
    >
      <TextField
        {...kept("fullName")}
        hint={t("accounts.join.fullNameHint")}
        autoComplete="name"
        maxLength={200}
        required
      />
      <TextField
        {...kept("email")}
        hint={t("accounts.join.emailHint")}
        type="email"
        autoComplete="email"
        maxLength={254}
        dir="ltr"
        required
      />
      <PasswordField
        name="password"
        label={labels.password}
        hint={t("accounts.join.passwordHint")}
        errors={fields.errors("password")}
        isBig
        autoComplete="new-password"
        t={t}
        required
      />
      <SelectField
        {...kept("country")}
        autoComplete="country"
        empty={t("accounts.join.chooseCountry")}
        options={countries(t, locale)}
        required
      />
      <TextField
        {...kept("institution")}
        aside={t("accounts.join.optional")}
        autoComplete="organization"
        maxLength={200}
      />
      <SelectField
        {...kept("sector")}
        empty={t("accounts.join.chooseSector")}
        options={SECTORS.map((value) => ({ value, label: sectorName(t, value) }))}
        required
      />
      {hasReason ? (
        <TextArea
          {...kept("reason")}
          hint={t("accounts.join.reasonHint")}
          rows={4}
          maxLength={2000}
          required
        />
      ) : null}
      <Bait t={t} />
      <Checkbox
        name="charter"
        label={labels.charter}
        errors={fields.errors("charter")}
        defaultChecked={fields.value("charter") === "on"}
        hint={
          <a href={localePath(locale, "/charter")} target="_blank" rel="noopener">
            {t("accounts.join.readCharter")}
          </a>
        }
        required
      />
      <div className="row">
        <Button kind="pri" size="big">
          {t("accounts.join.button")}
        </Button>
        <a href={localePath(locale, "/signin")}>{t("accounts.join.haveAccount")}</a>
      </div>
    </PostForm>
  );
}

/** A field that no person sees or reaches; programs fill it in. */
function Bait({ t }: { t: Translator }) {
  return (
    <div className="vh" aria-hidden="true">
      <label htmlFor="homepage">{t("accounts.join.homepage")}</label>
      <input id="homepage" name="homepage" tabIndex={-1} autoComplete="off" />
    </div>
  );
}

function countries(t: Translator, locale: Locale) {
  const compare = compareNames(locale);
  const named = COUNTRY_CODES.map((value) => ({ value, label: countryName(value, locale) }));
  return [
    ...named.sort((a, b) => compare(a.label, b.label)),
    { value: NO_COUNTRY, label: t("accounts.join.noCountry") },
  ];
}
