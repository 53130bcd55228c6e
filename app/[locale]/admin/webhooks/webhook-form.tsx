import { type DetailField, DetailFields, idsOf } from "@/components/detail-fields";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { TOPICS } from "@/lib/vocabulary/topics";
import type { Webhook } from "@/lib/webhooks";
import { listEventKinds } from "@/lib/webhooks/model";

interface Props {
  t: Translator;
  locale: Locale;
  name: "register" | "change";
  action: string;
  fields: FormFields;
  /** The endpoint as it is stored; null in the form for a new one. */
  kept: Webhook | null;
}

/** The form of an endpoint: whose it is, its address, and which events it gets. */
export function WebhookForm({ t, locale, name, action, fields, kept }: Props) {
  const labels = {
    name: t("admin.webhooks.name"),
    hookUrl: t("admin.webhooks.url"),
    kinds: t("admin.webhooks.kinds"),
    countries: t("admin.webhooks.countries"),
    topics: t("admin.webhooks.topics"),
  };
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fields}
      labels={labels}
      ids={idsOf(["kinds", "topics"])}
      hidden={kept === null ? {} : { id: kept.id }}
    >
      <TextField
        name="name"
        label={labels.name}
        hint={t("admin.webhooks.nameHint")}
        defaultValue={fields.value("name", kept?.name)}
        errors={fields.errors("name")}
        maxLength={80}
        autoComplete="off"
        dir="auto"
        required
      />
      <TextField
        name="hookUrl"
        type="url"
        label={labels.hookUrl}
        hint={t("admin.webhooks.urlHint")}
        defaultValue={fields.value("hookUrl", kept?.url)}
        errors={fields.errors("hookUrl")}
        maxLength={2_000}
        autoComplete="off"
        dir="ltr"
        required
      />
      <DetailFields list={choices(t, locale)} labels={labels} kept={kept ?? {}} fields={fields} />
      <p>
        <Button kind="pri">
          {t(name === "register" ? "admin.webhooks.register" : "admin.webhooks.save")}
        </Button>
      </p>
    </PostForm>
  );
}

function choices(t: Translator, locale: Locale): DetailField[] {
  const byName = compareNames(locale);
  const countries = COUNTRY_CODES.map((value) => ({ value, label: countryName(value, locale) }));
  return [
    {
      name: "kinds",
      type: "boxes",
      grid: "boxes",
      options: listEventKinds().map((value) => ({
        value,
        label: message(t, `admin.webhooks.kind.${value}`),
      })),
    },
    {
      name: "countries",
      type: "several",
      hint: t("admin.webhooks.countriesHint"),
      add: t("common.pick.country"),
      names: "country",
      options: countries.sort((a, b) => byName(a.label, b.label)),
    },
    {
      name: "topics",
      type: "boxes",
      hint: t("admin.webhooks.topicsHint"),
      grid: "pick-grid",
      options: TOPICS.map((value) => ({ value, label: message(t, `vocabulary.topic.${value}`) })),
    },
  ];
}
