import { Button } from "@/components/ui/button";
import { type Option, SelectField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** The form of a directory: a country, which leads to its page, and one more choice. */
export function CountryChoice(props: {
  t: Translator;
  locale: Locale;
  path: string;
  countries: readonly Option[];
  more: { name: string; label: string; empty: string; options: readonly Option[]; value: string | undefined };
}) {
  const { t, locale, path, countries, more } = props;
  const { value = "", ...choice } = more;
  return (
    <form className="filters" action={localePath(locale, path)}>
      <SelectField
        name="country"
        label={t("cooperation.country")}
        empty={t("cooperation.anyCountry")}
        options={countries}
      />
      <SelectField {...choice} defaultValue={value} />
      <Button kind="pri">{t("cooperation.find")}</Button>
    </form>
  );
}
