import type { ReactNode } from "react";
import { sectorName, specialtyName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Checkbox, FieldError, SelectField, TextArea, TextField } from "@/components/ui/field";
import { SECTORS } from "@/lib/accounts/model";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { OwnProfile } from "@/lib/members";
import {
  MEMBER_LANGUAGES,
  type ProfileField,
  SPECIALTIES,
  VISIBILITIES,
  visibilityOf,
} from "@/lib/members/model";

interface Props {
  t: Translator;
  locale: Locale;
  own: OwnProfile;
  fields: FormFields;
}

/** What members say of themselves, each field beside who sees it. */
export function ProfileForm({ t, locale, own, fields }: Props) {
  const labels = {
    fullName: t("me.profile.fullName"),
    displayName: t("me.profile.displayName"),
    country: t("members.field.country"),
    institution: t("members.field.institution"),
    sector: t("members.field.sector"),
    biography: t("members.field.biography"),
    specialties: t("members.field.specialties"),
    languages: t("members.field.languages"),
  };
  const text = (name: "fullName" | "displayName" | "institution", kept: string | null) => ({
    name,
    label: labels[name],
    defaultValue: fields.value(name, kept),
    errors: fields.errors(name),
    maxLength: 200,
  });
  const seen = (field: ProfileField) => (
    <VisibilityChoice t={t} field={field} label={labels[field]} own={own} fields={fields} />
  );
  return (
    <PostForm
      t={t}
      name="profile"
      action={localePath(locale, "/me")}
      fields={fields}
      labels={labels}
      ids={GROUPS}
      className="stack"
    >
      <div className="stack narrow">
        <TextField
          {...text("fullName", own.fullName)}
          hint={t("me.profile.fullNameHint")}
          autoComplete="name"
          required
        />
        <TextField
          {...text("displayName", own.displayName)}
          hint={t("me.profile.displayNameHint")}
          autoComplete="nickname"
        />
      </div>
      <SeenField choice={seen("country")}>
        <SelectField
          name="country"
          label={labels.country}
          empty={t("me.profile.notGiven")}
          names="country"
          options={countries(locale)}
          defaultValue={fields.value("country", own.country)}
          errors={fields.errors("country")}
          autoComplete="country"
        />
      </SeenField>
      <SeenField choice={seen("institution")}>
        <TextField {...text("institution", own.institution)} autoComplete="organization" />
      </SeenField>
      <SeenField choice={seen("sector")}>
        <SelectField
          name="sector"
          label={labels.sector}
          empty={t("me.profile.notGiven")}
          options={SECTORS.map((sector) => ({ value: sector, label: sectorName(t, sector) }))}
          defaultValue={fields.value("sector", own.sector)}
          errors={fields.errors("sector")}
        />
      </SeenField>
      <SeenField choice={seen("biography")}>
        <TextArea
          name="biography"
          label={labels.biography}
          hint={t("me.profile.biographyHint")}
          defaultValue={fields.value("biography", own.biography)}
          errors={fields.errors("biography")}
          maxLength={2000}
          rows={5}
        />
      </SeenField>
      <SeenField isWide choice={seen("specialties")}>
        <Choices
          name="specialties"
          label={labels.specialties}
          chosen={fields.values("specialties", own.specialties)}
          errors={fields.errors("specialties")}
          options={SPECIALTIES.map((one) => ({ value: one, label: specialtyName(t, one) }))}
        />
      </SeenField>
      <SeenField isWide choice={seen("languages")}>
        <Choices
          name="languages"
          label={labels.languages}
          chosen={fields.values("languages", own.languages)}
          errors={fields.errors("languages")}
          options={languages(locale)}
        />
      </SeenField>
      <Checkbox
        name="isListed"
        label={t("me.profile.isListed")}
        hint={t("me.profile.isListedHint")}
        defaultChecked={fields.checked("isListed", own.isListed)}
      />
      <p>
        <Button kind="pri">{t("me.profile.save")}</Button>
      </p>
    </PostForm>
  );
}

/** Groups of boxes are reached through their first box. */
const GROUPS = { specialties: "specialties-0", languages: "languages-0" };

function countries(locale: Locale) {
  const byName = compareNames(locale);
  return COUNTRY_CODES.map((code) => ({ value: code, label: countryName(code, locale) })).sort((a, b) =>
    byName(a.label, b.label),
  );
}

function languages(locale: Locale) {
  const byName = compareNames(locale);
  return MEMBER_LANGUAGES.map((code) => ({ value: code, label: languageName(code, locale) })).sort((a, b) =>
    byName(a.label, b.label),
  );
}

/** A field and, beside it, who sees it. */
function SeenField(props: { choice: ReactNode; isWide?: boolean; children: ReactNode }) {
  const { choice, isWide = false, children } = props;
  return (
    <div className={isWide ? "seen-field all" : "seen-field narrow"}>
      {children}
      {choice}
    </div>
  );
}

function VisibilityChoice(props: {
  t: Translator;
  field: ProfileField;
  label: string;
  own: OwnProfile;
  fields: FormFields;
}) {
  const { t, field, label, own, fields } = props;
  const name = `see-${field}`;
  return (
    <SelectField
      name={name}
      label={
        <>
          {t("me.profile.seenBy")}
          <span className="vh"> {label}</span>
        </>
      }
      options={VISIBILITIES.map((one) => ({ value: one, label: t(`members.visibility.${one}`) }))}
      defaultValue={fields.value(name, visibilityOf(own.visibility, field))}
      errors={fields.errors(name)}
    />
  );
}

function Choices(props: {
  name: string;
  label: string;
  chosen: readonly string[];
  errors: string[] | undefined;
  options: readonly { value: string; label: string }[];
}) {
  const { name, label, chosen, errors, options } = props;
  return (
    <fieldset className={errors ? "f err" : "f"} aria-describedby={errors ? `${name}-error` : undefined}>
      <legend>{label}</legend>
      <FieldError id={name} errors={errors} />
      <div className="pick-grid">
        {options.map((option, index) => (
          <label className="pick" key={option.value}>
            <input
              type="checkbox"
              id={`${name}-${index}`}
              name={`${name}[]`}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
