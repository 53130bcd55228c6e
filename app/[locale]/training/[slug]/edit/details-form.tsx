import { type DetailField, DetailFields } from "@/components/detail-fields";
import { FormDraftPlace } from "@/components/form-draft-place";
import { articleOptions } from "@/components/legal/article-options";
import { countryOptions } from "@/components/name-options";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { FoundMaterial } from "@/lib/training";
import { FORMATS, TRAINERS_ACCESSES } from "@/lib/training/vocabulary/model";
import { materialHref } from "../../addresses";
import { BasicFields, basicLabels, GROUPS, worded } from "../../fields";
import { RowLists } from "./row-lists";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
  projects: readonly { name: string }[];
  titles: readonly { slug: string; title: string }[];
  /** The data of the form's draft as JSON. */
  formDraft: string;
}

/** All details around a description, in one form that works without scripts. */
export function DetailsForm(props: Props) {
  const { t, locale, material, fields } = props;
  return (
    <PostForm
      t={t}
      name="details"
      action={materialHref(locale, material.slug, "/edit")}
      fields={fields}
      labels={{ ...basicLabels(t), ...furtherLabels(t), use: t("training.form.links") }}
      ids={{ ...GROUPS, item: "item-0", linkUrl: "linkUrl-0", use: "linkUrl-0" }}
      className="stack"
    >
      <FormDraftPlace data={props.formDraft} />
      <div className="stack narrow">
        <BasicFields t={t} locale={locale} fields={fields} kept={material} />
        <CourseFields {...props} />
      </div>
      <RowLists {...props} />
      <p>
        <Button kind="pri">{t("training.form.save")}</Button>
      </p>
    </PostForm>
  );
}

/** Returns the labels of the fields below the basic ones. */
export function furtherLabels(t: Translator): Record<string, string> {
  return {
    trainersAccess: t("training.form.trainersAccess"),
    formats: t("training.form.formats"),
    articles: t("training.form.articles"),
    countries: t("training.form.countries"),
    isNeutral: t("training.form.neutral"),
    project: t("training.form.project"),
    publisher: t("training.form.publisher"),
    hours: t("training.form.hours"),
    deliveryDays: t("training.form.deliveryDays"),
    groupSize: t("training.form.groupSize"),
    prerequisites: t("training.form.prerequisites"),
    objectives: t("training.form.objectives"),
    linkUrl: t("training.form.linkUrl"),
    item: t("training.form.item"),
  };
}

function CourseFields({ t, locale, material, fields, projects }: Props) {
  const number = (value: number | null) =>
    value === null ? "" : formatter("en").number(value, { useGrouping: false });
  const kept = {
    ...material,
    deliveryDays: number(material.deliveryDays),
    groupSize: number(material.groupSize),
    hours: number(material.durationMinutes === null ? null : material.durationMinutes / 60),
    objectives: material.objectives.join("\n"),
  };
  const list: DetailField[] = [
    {
      name: "trainersAccess",
      type: "one",
      hint: t("training.form.trainersAccessHint"),
      empty: t("training.form.trainersSame"),
      options: worded(t, "accessWho", TRAINERS_ACCESSES),
    },
    { name: "formats", type: "boxes", grid: "choice-grid", options: worded(t, "format", FORMATS) },
    { name: "articles", type: "several", add: t("common.pick.article"), options: articleOptions(t) },
    {
      name: "countries",
      type: "several",
      hint: t("training.form.countriesHint"),
      names: "country",
      add: t("common.pick.country"),
      options: countryOptions(locale),
    },
    { name: "isNeutral", type: "box" },
    {
      name: "project",
      type: "one",
      empty: t("training.form.none"),
      options: projects.map(({ name }) => ({ value: name, label: name })),
    },
    { name: "publisher", type: "line", hint: t("training.form.publisherHint") },
    { name: "hours", type: "line" },
    { name: "deliveryDays", type: "line" },
    { name: "groupSize", type: "line" },
    { name: "prerequisites", type: "lines", maxLength: 1000, rows: 2 },
    { name: "objectives", type: "lines", hint: t("training.form.objectivesHint"), rows: 5 },
  ];
  return <DetailFields list={list} labels={furtherLabels(t)} kept={kept} fields={fields} />;
}
