import { TextField } from "@/components/ui/field";
import { featuredField, PLACES_OF_FEATURED } from "@/lib/site-settings/forms/model";
import { MAX_PATH } from "@/lib/site-settings/model";
import { PartForm, type PartProps } from "./part-form";

/** The pages featured on the front page, by their addresses. */
export function FeaturedPart({ t, locale, fields, stored }: PartProps<"featured">) {
  const { paths } = stored.value;
  const nameOf = (place: number) => t("settings.featured.page", { n: place });
  const labels = Object.fromEntries(PLACES_OF_FEATURED.map((place) => [featuredField(place), nameOf(place)]));
  const saved = paths.map((path, index) => ({ term: nameOf(index + 1), value: <bdi>{path}</bdi> }));
  return (
    <PartForm {...{ t, locale, fields, stored, labels, saved }} part="featured">
      <p>{t("settings.featured.what")}</p>
      {PLACES_OF_FEATURED.map((place) => {
        const field = featuredField(place);
        return (
          <TextField
            key={field}
            name={field}
            label={nameOf(place)}
            hint={t("settings.featured.hint", { example: "/countries/romania" })}
            defaultValue={fields.value(field, paths[place - 1])}
            errors={fields.errors(field)}
            maxLength={MAX_PATH}
            dir="ltr"
            autoComplete="off"
          />
        );
      })}
    </PartForm>
  );
}
