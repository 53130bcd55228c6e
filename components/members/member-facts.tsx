import { FactList, type Pair } from "@/components/ui/box";
import { countryName } from "@/lib/i18n/country-names";
import { languageNames } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { ProfileFields } from "@/lib/members/model";

export function sectorName(t: Translator, sector: string): string {
  return message(t, `members.sector.${sector}`);
}

export function specialtyName(t: Translator, specialty: string): string {
  return message(t, `members.specialty.${specialty}`);
}

/** Returns the name of a role; for a focal point with its country. */
export function roleName(t: Translator, locale: Locale, role: string, country = ""): string {
  const name = message(t, `members.role.${role}`);
  return country === "" ? name : t("members.roleOf", { role: name, country: countryName(country, locale) });
}

/** Roles and the fields visible to this reader, each with its label; empty and hidden ones are left out. */
export function MemberFacts(props: {
  t: Translator;
  locale: Locale;
  fields: ProfileFields;
  roles?: readonly { role: string; country: string }[];
  isInBox?: boolean;
}) {
  const { t, locale, fields, roles = [], isInBox } = props;
  const facts: (Pair | false)[] = [
    roles.length > 0 && {
      term: t("members.field.roles"),
      value: listText(
        roles.map(({ role, country }) => roleName(t, locale, role, country)),
        locale,
      ),
    },
    fields.country !== null && {
      term: t("members.field.country"),
      value: countryName(fields.country, locale),
    },
    fields.institution !== null && {
      term: t("members.field.institution"),
      value: <bdi>{fields.institution}</bdi>,
    },
    fields.sector !== null && { term: t("members.field.sector"), value: sectorName(t, fields.sector) },
    fields.specialties.length > 0 && {
      term: t("members.field.specialties"),
      value: listText(
        fields.specialties.map((one) => specialtyName(t, one)),
        locale,
      ),
    },
    fields.languages.length > 0 && {
      term: t("members.field.languages"),
      value: languageNames(fields.languages, locale),
    },
  ];
  const shown = facts.filter((fact) => fact !== false);
  return shown.length > 0 ? <FactList facts={shown} isInBox={isInBox} /> : null;
}
