import { FieldError } from "@/components/ui/field";
import { PLACES } from "@/lib/filtering/model";
import type { Translator } from "@/lib/i18n/translator";

/** Where a filter applies: one box for each sort of text. */
export function PlaceChoice(props: {
  t: Translator;
  chosen: readonly string[];
  errors: string[] | undefined;
}) {
  const { t, chosen, errors } = props;
  return (
    <fieldset className={errors ? "f err" : "f"}>
      <legend>{t("filters.places")}</legend>
      <span className="hint">{t("filters.placesHint")}</span>
      <FieldError id="places" errors={errors} />
      {PLACES.map((place, index) => (
        <label key={place} className="pick">
          <input
            type="checkbox"
            id={index === 0 ? "places" : undefined}
            name="places"
            value={place}
            defaultChecked={chosen.includes(place)}
          />
          <span>{t(`filters.place.${place}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
