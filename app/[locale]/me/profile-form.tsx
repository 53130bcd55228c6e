import { DetailControl, type DetailField, DetailFields, idsOf } from "@/components/detail-fields";
import { sectorName, specialtyName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
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

/** The form of what members say about themselves, each field with its visibility. */
export function ProfileForm({ t, locale, own, fields }: Props) {
  const labels = labelsOf(t);
  const of = { labels, kept: own, fields };
  return (
    <PostForm
      t={t}
      name="profile"
      action={localePath(locale, "/me")}
      fields={fields}
      labels={labels}
      ids={idsOf(["specialties", "languages"])}
      className="stack"
    >
      <div className="stack narrow">
        <DetailFields list={namesAsked(t)} {...of} />
      </div>
      {aboutAsked(t, locale).map((field) => (
        <div key={field.name} className={field.type === "boxes" ? "seen-field all" : "seen-field narrow"}>
          <DetailControl field={field} {...of} />
          <VisibilityChoice t={t} field={field.name} label={labels[field.name]} own={own} fields={fields} />
        </div>
      ))}
      <DetailControl field={{ name: "isListed", type: "box", hint: t("me.profile.isListedHint") }} {...of} />
      <p>
        <Button kind="pri">{t("me.profile.save")}</Button>
      </p>
    </PostForm>
  );
}

const labelsOf = (t: Translator) => ({
  fullName: t("me.profile.fullName"),
  displayName: t("me.profile.displayName"),
  country: t("members.field.country"),
  institution: t("members.field.institution"),
  sector: t("members.field.sector"),
  biography: t("members.field.biography"),
  specialties: t("members.field.specialties"),
  languages: t("members.field.languages"),
  isListed: t("me.profile.isListed"),
});

const LINE = { type: "line", maxLength: 200 } as const;

/** Returns the fields for names, which everyone sees. */
function namesAsked(t: Translator): DetailField[] {
  return [
    {
      ...LINE,
      name: "fullName",
      hint: t("me.profile.fullNameHint"),
      autoComplete: "name",
      required: true,
    },
    { ...LINE, name: "displayName", hint: t("me.profile.displayNameHint"), autoComplete: "nickname" },
  ];
}

/** Returns the other fields, whose visibility members choose. */
function aboutAsked(t: Translator, locale: Locale): (DetailField & { name: ProfileField })[] {
  const byName = compareNames(locale);
  const sorted = <C extends string>(codes: readonly C[], name: (code: C) => string) =>
    codes.map((value) => ({ value, label: name(value) })).sort((a, b) => byName(a.label, b.label));
  const empty = t("me.profile.notGiven");
  return [
    {
      name: "country",
      type: "one",
      empty,
      names: "country",
      autoComplete: "country",
      options: sorted(COUNTRY_CODES, (code) => countryName(code, locale)),
    },
    { ...LINE, name: "institution", autoComplete: "organization" },
    {
      name: "sector",
      type: "one",
      empty,
      options: SECTORS.map((value) => ({ value, label: sectorName(t, value) })),
    },
    { name: "biography", type: "lines", hint: t("me.profile.biographyHint"), maxLength: 2000, rows: 5 },
    {
      name: "specialties",
      type: "boxes",
      grid: "pick-grid",
      options: SPECIALTIES.map((value) => ({ value, label: specialtyName(t, value) })),
    },
    {
      name: "languages",
      type: "boxes",
      grid: "pick-grid",
      options: sorted(MEMBER_LANGUAGES, (code) => languageName(code, locale)),
    },
  ];
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
