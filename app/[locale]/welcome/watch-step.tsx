import { idsOf } from "@/components/detail-fields";
import { type FormFields, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Control } from "@/components/ui/control";
import { PickMany, pickedOf } from "@/components/ui/pick";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Thing } from "@/lib/watching/model";
import { placeText, thingName } from "@/lib/watching/model";

/** What a new member can watch, and what they watch of it already. */
export interface ToWatch {
  /** The own country and its region. */
  places: readonly Thing[];
  topics: readonly Thing[];
  watched: readonly Thing[];
}

interface Props {
  t: Translator;
  locale: Locale;
  toWatch: ToWatch;
  fields: FormFields;
}

/** One form to watch the own country, its region and any topics. */
export function WatchStep({ t, locale, toWatch, fields }: Props) {
  const { places, topics, watched } = toWatch;
  const optionOf = (thing: Thing) => ({
    value: placeText(thing.place),
    label: thingName(thing, t, locale),
  });
  const names = watched.map((thing) => thingName(thing, t, locale));
  const isCountryOpen = places.length > 0;
  // The errors are shown once, at the first of the two lists.
  const errors = fields.errors("of");
  return (
    <>
      <p>{t("welcome.watch.what")}</p>
      {names.length > 0 ? <p>{t("welcome.watch.is", { things: listText(names, locale) })}</p> : null}
      <PostForm
        t={t}
        name="watch"
        action={localePath(locale, PLACES.welcome)}
        fields={fields}
        labels={{ of: t(isCountryOpen ? "welcome.watch.country" : "welcome.watch.topics") }}
        ids={isCountryOpen ? idsOf(["of"]) : { of: "topics" }}
      >
        {isCountryOpen ? (
          <Control
            name="of[]"
            id="of"
            label={t("welcome.watch.country")}
            errors={errors}
            asks={{ type: "boxes", grid: "boxes", options: places.map(optionOf) }}
            value={fields.values(
              "of",
              places.slice(0, 1).map(({ place }) => placeText(place)),
            )}
          />
        ) : null}
        <PickMany
          name="of[]"
          id="topics"
          label={t("welcome.watch.topics")}
          hint={t("welcome.watch.topicsHint")}
          add={t("welcome.watch.addTopic")}
          errors={isCountryOpen ? undefined : errors}
          {...pickedOf(
            topics.map(optionOf),
            fields.values("of").filter((one) => one.startsWith("topic:")),
          )}
        />
        <p className="row">
          <Button icon="eye">{t("welcome.watch.button")}</Button>
          <a href={localePath(locale, PLACES.watchlist)}>{t("welcome.watch.list")}</a>
        </p>
      </PostForm>
    </>
  );
}
