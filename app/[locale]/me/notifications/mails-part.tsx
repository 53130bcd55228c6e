import { DetailControl, type DetailField } from "@/components/detail-fields";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import {
  DAILY_CAPS,
  isReport,
  MAIL_TIMES,
  type NoticeSettings,
  noticeCategories,
  OWN_EDIT_LEVELS,
  type Report,
} from "@/lib/notices/model";

interface Props {
  t: Translator;
  locale: Locale;
  settings: NoticeSettings;
  form: FormState;
  /** The site's reports for this member's roles. */
  reports: readonly Report[];
}

/**
 * The settings for when mails are sent, by subject, how many a day, and whether members watch sections that
 * they edit.
 */
export function MailsPart(props: Props) {
  const { t, locale, settings, form } = props;
  const fields = fieldsOf(t, form, "notices");
  const categories = categoriesOf(props);
  const labels = {
    ...Object.fromEntries(categories.map(({ name, label }) => [name, label])),
    dailyCap: t("watching.settings.cap"),
    ownEdits: t("watching.settings.ownEdits"),
  };
  const of = { labels, fields };
  return (
    <Section id="notices-title" title={t("watching.settings.title")}>
      <p className="narrow">
        {t.rich("watching.settings.what", {
          link: (chunks) => <a href={localePath(locale, PLACES.notifications)}>{chunks}</a>,
        })}{" "}
        <a href={`${localePath(locale, "/me/security")}#tokens`}>{t("watching.settings.feed")}</a>.
      </p>
      <PostForm
        t={t}
        name="notices"
        action={localePath(locale, PLACES.mailSettings)}
        fields={fields}
        labels={labels}
      >
        <fieldset className="in-lines narrow" aria-describedby="times-hint">
          <legend>{t("watching.settings.about")}</legend>
          {categories.map(({ name, options, kept }) => (
            <DetailControl
              key={name}
              field={{ name, type: "one", options }}
              {...of}
              kept={{ [name]: kept }}
            />
          ))}
          <p className="hint" id="times-hint">
            {t("watching.settings.timeWhat")}
          </p>
        </fieldset>
        <DetailControl field={capField(t)} {...of} kept={{ dailyCap: String(settings.dailyCap) }} />
        <RadioGroup
          name="ownEdits"
          label={labels.ownEdits}
          hint={t("watching.settings.ownEditsHint")}
          options={OWN_EDIT_LEVELS.map((level) => ({
            value: level,
            label: t(`watching.settings.ownEdit.${level}`),
          }))}
          value={fields.value("ownEdits", settings.ownEdits)}
          errors={fields.errors("ownEdits")}
        />
        <div className="row">
          <Button kind="pri">{t("watching.settings.save")}</Button>
          <a href={localePath(locale, PLACES.watchlist)}>{t("watching.settings.watchlist")}</a>
        </div>
      </PostForm>
    </Section>
  );
}

/** Returns the subjects of mails with the choices of when: reports are for some members only, and weekly. */
function categoriesOf({ t, settings, reports }: Props) {
  const times = MAIL_TIMES.map((time) => ({ value: time, label: t(`watching.settings.time.${time}`) }));
  const weekly = times.filter(({ value }) => value === "weekly" || value === "none");
  return noticeCategories()
    .filter((name) => !isReport(name) || reports.some((report) => report.name === name))
    .map((name) => ({
      name: `mail-${name}`,
      label: message(t, `watching.settings.category.${name}`),
      options: isReport(name) ? weekly : times,
      kept: settings.mails[name] ?? "none",
    }));
}

const capField = (t: Translator): DetailField => ({
  name: "dailyCap",
  type: "one",
  hint: t("watching.settings.capHint"),
  options: DAILY_CAPS.map((count) => ({
    value: String(count),
    label: t("watching.settings.capOption", { count }),
  })),
});
