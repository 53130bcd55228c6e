import { Day } from "@/components/time";
import { TextField } from "@/components/ui/field";
import { announcementFields, PLACES_OF_ANNOUNCEMENTS } from "@/lib/site-settings/forms/model";
import { type Announcement, MAX_ANNOUNCEMENT } from "@/lib/site-settings/model";
import { PartForm, type PartProps } from "./part-form";

type Props = PartProps<"notices">;

/** The announcements, each with its texts and its first and last day. */
export function NoticesPart(props: Props) {
  const { t, locale, fields, stored } = props;
  const { list } = stored.value;
  const labels = Object.assign({}, ...PLACES_OF_ANNOUNCEMENTS.map((place) => labelsOf(props, place)));
  const saved = list.map(({ text, from, to }, index) => ({
    term: t("settings.notices.place", { n: index + 1 }),
    value: (
      <>
        <bdi>{text.en}</bdi> (<Day day={from} locale={locale} /> – <Day day={to} locale={locale} />)
      </>
    ),
  }));
  return (
    <PartForm {...{ t, locale, fields, stored, labels, saved }} part="notices">
      {PLACES_OF_ANNOUNCEMENTS.map((place) => (
        <OneNotice key={place} {...props} place={place} kept={list[place - 1]} />
      ))}
    </PartForm>
  );
}

/** Names the fields of one announcement for the summary of errors. */
function labelsOf({ t }: Props, place: number): Record<string, string> {
  const names = announcementFields(place);
  const which = t("settings.notices.place", { n: place });
  return Object.fromEntries(
    (["en", "fr", "ar", "from", "to"] as const).map((one) => [
      names[one],
      t("settings.notices.of", { which, field: t(`settings.notices.${one}`) }),
    ]),
  );
}

function OneNotice(props: Props & { place: number; kept: Announcement | undefined }) {
  const { t, fields, place, kept } = props;
  const names = announcementFields(place);
  return (
    <fieldset className="stack g3">
      <legend>{t("settings.notices.place", { n: place })}</legend>
      {(["en", "fr", "ar"] as const).map((language) => (
        <TextField
          key={language}
          name={names[language]}
          label={t(`settings.notices.${language}`)}
          hint={language === "en" ? t("settings.notices.enHint") : t("settings.notices.otherHint")}
          defaultValue={fields.value(names[language], kept?.text[language])}
          errors={fields.errors(names[language])}
          maxLength={MAX_ANNOUNCEMENT}
          dir={language === "ar" ? "rtl" : "ltr"}
          autoComplete="off"
        />
      ))}
      <div className="row">
        {(["from", "to"] as const).map((edge) => (
          <TextField
            key={edge}
            name={names[edge]}
            type="date"
            label={t(`settings.notices.${edge}`)}
            defaultValue={fields.value(names[edge], kept?.[edge])}
            errors={fields.errors(names[edge])}
          />
        ))}
      </div>
    </fieldset>
  );
}
