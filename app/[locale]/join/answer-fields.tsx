import { sectorName } from "@/components/members/member-facts";
import type { FormFields } from "@/components/post-form";
import { Checkbox, PasswordField, SelectField, TextArea, TextField } from "@/components/ui/field";
import { NO_COUNTRY, SECTORS } from "@/lib/accounts/model";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/*
 * The questions for everyone who joins: asked at `/join`, and again when someone confirms an address from
 * another browser.
 */

interface Props {
  t: Translator;
  fields: FormFields;
  /** Earlier input by field name. */
  given?: Readonly<Record<string, string | null>>;
}

/** Returns the labels of every field, for the error summary. */
export function answerLabels(t: Translator) {
  return {
    fullName: t("accounts.join.fullName"),
    email: t("accounts.email"),
    password: t("accounts.password"),
    country: t("accounts.join.country"),
    institution: t("accounts.join.institution"),
    sector: t("accounts.join.sector"),
    reason: t("accounts.join.reason"),
    charter: t("accounts.join.charter"),
  };
}

type Answer = keyof ReturnType<typeof answerLabels>;

const propsOf = ({ t, fields, given }: Props, name: Answer) => ({
  name,
  label: answerLabels(t)[name],
  errors: fields.errors(name),
  isBig: true,
  defaultValue: fields.value(name, given?.[name]),
});

export function NameField(props: Props) {
  return (
    <TextField
      {...propsOf(props, "fullName")}
      hint={props.t("accounts.join.fullNameHint")}
      autoComplete="name"
      maxLength={200}
      required
    />
  );
}

/** The password of the new account. `label`: if it replaces another person's. */
export function NewPasswordField({ label, ...props }: Props & { label?: string }) {
  const { isBig, name, errors } = propsOf(props, "password");
  return (
    <PasswordField
      {...{ isBig, name, errors }}
      t={props.t}
      label={label ?? answerLabels(props.t).password}
      hint={props.t("accounts.join.passwordHint")}
      autoComplete="new-password"
      required
    />
  );
}

/** The fields for the workplace and, if joining needs approval, for the reason. */
export function WorkFields(props: Props & { locale: Locale; needsApproval: boolean }) {
  const { t, locale, needsApproval } = props;
  return (
    <>
      <SelectField
        {...propsOf(props, "country")}
        autoComplete="country"
        empty={t("accounts.join.chooseCountry")}
        names="country"
        options={countries(t, locale)}
        required
      />
      <TextField
        {...propsOf(props, "institution")}
        {...(needsApproval ? { required: true } : { aside: t("accounts.join.optional") })}
        autoComplete="organization"
        maxLength={200}
      />
      <SelectField
        {...propsOf(props, "sector")}
        empty={t("accounts.join.chooseSector")}
        options={SECTORS.map((value) => ({ value, label: sectorName(t, value) }))}
        required
      />
      {needsApproval ? (
        <TextArea
          {...propsOf(props, "reason")}
          hint={t("accounts.join.reasonHint")}
          rows={4}
          maxLength={2000}
          required
        />
      ) : null}
    </>
  );
}

export function CharterBox({ t, locale, fields }: { t: Translator; locale: Locale; fields: FormFields }) {
  return (
    <Checkbox
      name="charter"
      label={answerLabels(t).charter}
      errors={fields.errors("charter")}
      defaultChecked={fields.value("charter") === "on"}
      hint={
        <a href={localePath(locale, "/charter")} target="_blank" rel="noopener">
          {t("accounts.join.readCharter")}
        </a>
      }
      required
    />
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
