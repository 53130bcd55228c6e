import { ownTopicsHref } from "@/components/discussions/addresses";
import { categoryName } from "@/components/discussions/category-name";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { TOPICS } from "@/lib/vocabulary/topics";
import type { OwnTopicsProps } from "./own-topics-props";

/** The filters of a member's lists as one form. */
export function OwnFilterForm({ t, locale, query, categories, place }: OwnTopicsProps) {
  const byName = compareNames(locale);
  const countries = COUNTRY_CODES.map((code) => ({
    value: code,
    label: countryName(code, locale),
    code,
  })).sort((a, b) => byName(a.label, b.label));
  return (
    <form className="filters" action={ownTopicsHref(locale)}>
      <input type="hidden" name="list" value={query.list} />
      {query.article ? <input type="hidden" name="article" value={query.article} /> : null}
      <SelectField
        name="category"
        label={t("discussions.new.field.category")}
        empty={t("discussions.own.any")}
        options={categories.map((one) => ({ value: one.slug, label: categoryName(one, locale) }))}
        defaultValue={query.category ?? ""}
      />
      <SelectField
        name="topic"
        label={t("discussions.own.subject")}
        empty={t("discussions.own.any")}
        options={TOPICS.map((one) => ({ value: one, label: t(`vocabulary.topic.${one}`) }))}
        defaultValue={query.topic ?? ""}
      />
      <SelectField
        name="country"
        label={t("discussions.admin.country")}
        empty={t("discussions.own.any")}
        names="country"
        options={countries}
        defaultValue={place?.iso2 ?? ""}
      />
      <Button>{t("discussions.own.filter")}</Button>
    </form>
  );
}
