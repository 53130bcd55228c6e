import { Checkbox, FieldError, RadioGroup } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { listText } from "@/lib/i18n/lists";
import { DEFAULT_LOCALE, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { REGISTRATIONS, type Registration } from "@/lib/site-settings/model";
import { PartForm, type PartProps } from "./part-form";

const FURTHER = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE);

/** The languages offered and who can join. `fixed`: the registration that the server's environment sets. */
export function AccessPart(props: PartProps<"access"> & { fixed: Registration | null }) {
  const { t, locale, fields, stored, fixed } = props;
  const { languages, registration, countViews } = stored.value;
  const labels = {
    languages: t("settings.access.languages"),
    registration: t("settings.access.registration"),
    countViews: t("settings.access.countViews"),
  };
  const chosen = fields.values("languages", languages);
  const saved = [
    {
      term: labels.languages,
      value: listText(
        languages.map((one) => LOCALE_NAMES[one]),
        locale,
      ),
    },
    { term: labels.registration, value: t(`admin.registration.${registration}`) },
    { term: labels.countViews, value: t(countViews ? "common.fact.yes" : "common.fact.no") },
  ];
  return (
    <PartForm
      {...{ t, locale, fields, stored, labels, saved }}
      part="access"
      ticks={["languages", "countViews"]}
    >
      <fieldset className="f" aria-describedby="languages-hint">
        <legend>{labels.languages}</legend>
        <span className="hint" id="languages-hint">
          {t("settings.access.languagesHint")}
        </span>
        <FieldError id="languages" errors={fields.errors("languages")} />
        {FURTHER.map((one, index) => (
          <label className="pick" key={one}>
            <input
              type="checkbox"
              id={index === 0 ? "languages" : undefined}
              name="languages"
              value={one}
              defaultChecked={chosen.includes(one)}
            />
            <span lang={one}>{LOCALE_NAMES[one]}</span>
          </label>
        ))}
      </fieldset>
      {fixed ? (
        <Note>{t("settings.access.fixed", { mode: fixed })}</Note>
      ) : (
        <RadioGroup
          name="registration"
          label={labels.registration}
          value={fields.value("registration", registration)}
          errors={fields.errors("registration")}
          options={REGISTRATIONS.map((value) => ({ value, label: t(`admin.registration.${value}`) }))}
        />
      )}
      <CountViews t={t} fields={fields} isOn={countViews} />
    </PartForm>
  );
}

/** Whether views of pages are counted. */
function CountViews({ t, fields, isOn }: Pick<PartProps<"access">, "t" | "fields"> & { isOn: boolean }) {
  return (
    <>
      <Checkbox
        name="countViews"
        label={t("settings.access.countViews")}
        errors={fields.errors("countViews")}
        defaultChecked={fields.checked("countViews", isOn)}
      />
      <p className="hint">{t("settings.access.countViewsHint")}</p>
    </>
  );
}
