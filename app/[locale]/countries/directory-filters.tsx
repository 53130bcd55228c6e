import { RegionField } from "@/components/profiles/region-field";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type DirectoryQuery, treatyOf } from "@/lib/profiles/reading/directory/model";
import { TREATIES, TREATY_STATUSES } from "@/lib/profiles/reading/model";
import { LEVELS } from "@/lib/vocabulary/levels";

/** The form's id: the sort field, which is in the table, belongs to it. */
export const FILTERS = "filters";

interface Props {
  t: Translator;
  locale: Locale;
  query: DirectoryQuery;
  projects: readonly { slug: string; name: string }[];
}

/** The filters of the directory: a plain form, so that every choice has an address. */
export function DirectoryFilters({ t, locale, query, projects }: Props) {
  return (
    <form id={FILTERS} className="filters" action={localePath(locale, "/countries")} data-live="directory">
      <TextField
        name="q"
        id="directory-q"
        type="search"
        label={t("profiles.directory.name")}
        defaultValue={query.q}
        maxLength={200}
        autoComplete="off"
      />
      <RegionField t={t} region={query.region} />
      <SelectField
        name="treaty"
        label={t("profiles.treaty.label")}
        options={TREATIES.map((treaty) => ({ value: String(treaty), label: t(`profiles.treaty.${treaty}`) }))}
        defaultValue={String(treatyOf(query))}
      />
      <SelectField
        name="status"
        label={t("profiles.status.label")}
        empty={t("profiles.directory.anyStatus")}
        options={TREATY_STATUSES.map((status) => ({ value: status, label: t(`profiles.status.${status}`) }))}
        defaultValue={query.status ?? ""}
      />
      <SelectField
        name="coverage"
        label={t("law.group.substantive")}
        hint={<a href={`${localePath(locale, "/convention")}#levels`}>{t("law.levels.title")}</a>}
        empty={t("law.anyCoverage")}
        options={LEVELS.map((level) => ({ value: level, label: t(`law.level.${level}`) }))}
        defaultValue={query.coverage ?? ""}
      />
      <TextField
        name="asOf"
        id="directory-as-of"
        type="date"
        label={t("profiles.directory.asOf")}
        defaultValue={query.asOf}
      />
      {projects.length > 0 ? (
        <SelectField
          name="project"
          label={t("profiles.directory.project")}
          empty={t("profiles.directory.anyProject")}
          options={projects.map((project) => ({ value: project.slug, label: project.name }))}
          defaultValue={query.project ?? ""}
        />
      ) : null}
      <Button kind="pri">{t("profiles.directory.apply")}</Button>
    </form>
  );
}
