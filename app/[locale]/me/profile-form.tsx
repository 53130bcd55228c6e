import { DetailControl, type DetailField, DetailFields } from "@/components/detail-fields";
import { sectorName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { SECTORS } from "@/lib/accounts/model";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { OwnProfile } from "@/lib/members";
import type { ProfileField } from "@/lib/members/model";
import { SeenField } from "./seen-field";

interface Props {
  t: Translator;
  locale: Locale;
  own: OwnProfile;
  fields: FormFields;
}

/** The form of a member's name and details, each detail with its visibility. */
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
      className="stack"
    >
      <div className="stack narrow">
        <DetailFields list={namesAsked(t)} {...of} />
      </div>
      {aboutAsked(t, locale).map((field) => (
        <SeenField key={field.name} t={t} field={field} labels={labels} own={own} fields={fields} />
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
  const countries = COUNTRY_CODES.map((value) => ({ value, label: countryName(value, locale) }));
  const empty = t("me.profile.notGiven");
  return [
    {
      name: "country",
      type: "one",
      empty,
      names: "country",
      autoComplete: "country",
      options: countries.sort((a, b) => byName(a.label, b.label)),
    },
    { ...LINE, name: "institution", autoComplete: "organization" },
    {
      name: "sector",
      type: "one",
      empty,
      options: SECTORS.map((value) => ({ value, label: sectorName(t, value) })),
    },
    { name: "biography", type: "lines", hint: t("me.profile.biographyHint"), maxLength: 2000, rows: 5 },
  ];
}
