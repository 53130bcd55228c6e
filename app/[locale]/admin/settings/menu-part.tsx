import { SelectField } from "@/components/ui/field";
import { listText } from "@/lib/i18n/lists";
import { MAIN_PLACES } from "@/lib/site-settings/model";
import { PartForm, type PartProps } from "./part-form";

/** Which pages the main menu shows, and in which order: a number for each, so that it works without scripts. */
export function MenuPart({ t, locale, fields, stored }: PartProps<"menu">) {
  const { places } = stored.value;
  const labels = Object.fromEntries(MAIN_PLACES.map((place) => [place, t(`shell.nav.${place}`)]));
  const saved = [
    {
      term: t("settings.part.menu"),
      value: listText(
        places.map((place) => t(`shell.nav.${place}`)),
        locale,
      ),
    },
  ];
  const positions = MAIN_PLACES.map((_, index) => ({ value: String(index + 1), label: String(index + 1) }));
  return (
    <PartForm {...{ t, locale, fields, stored, labels, saved }} part="menu">
      <p>{t("settings.menu.what")}</p>
      {MAIN_PLACES.map((place) => {
        const at = places.indexOf(place);
        return (
          <SelectField
            key={place}
            name={place}
            label={t(`shell.nav.${place}`)}
            empty={t("settings.menu.out")}
            options={positions}
            defaultValue={fields.value(place, at < 0 ? "" : String(at + 1))}
            errors={fields.errors(place)}
          />
        );
      })}
    </PartForm>
  );
}
