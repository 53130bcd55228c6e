import type { ReactNode } from "react";
import { type DetailField, DetailFields } from "@/components/detail-fields";
import { FormDraftPlace } from "@/components/form-draft-place";
import { articleOptions } from "@/components/legal/article-options";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { SEARCHING } from "@/components/ui/pick";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { choiceText, pageMeant, titleChoices } from "@/lib/text/choice";
import type { FoundMaterial } from "@/lib/training";
import { FORMATS, TRAINERS_ACCESSES } from "@/lib/vocabulary/training";
import { materialHref } from "../../addresses";
import {
  BasicFields,
  basicLabels,
  countryOptions,
  GROUPS,
  languageOptions,
  RowSelect,
  worded,
} from "../../fields";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
  projects: readonly { name: string }[];
  titles: readonly { slug: string; title: string }[];
  /** What the draft of the form starts from, as JSON. */
  formDraft: string;
}

/** The list of which parts are chosen: nothing else can be one. */
const PART_LIST = { list: "materials", ...SEARCHING, "data-known": "", maxLength: 300 };

/** Rows to write into, besides those that are there. */
const SPARE = 3;

/** All that stands round a description, in one form that works without scripts. */
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
      <Rows {...props} />
      <p>
        <Button kind="pri">{t("training.form.save")}</Button>
      </p>
    </PostForm>
  );
}

/** The names of what stands below those that every material begins with. */
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

/** Sessions, links and parts: a row each, and some to write into. */
function Rows({ t, locale, material, fields, titles }: Props) {
  const column = (name: string, kept: readonly (string | number | null)[]) =>
    fields.values(
      name,
      kept.map((one) => (one === null ? "" : String(one))),
    );
  const choices = titleChoices(titles.filter(({ slug }) => slug !== material.slug));
  const textOf = new Map(choices.map(({ slug, text }) => [slug, text]));
  const sessions = {
    sessionTitle: column(
      "sessionTitle",
      material.sessions.map((one) => one.title),
    ),
    sessionMinutes: column(
      "sessionMinutes",
      material.sessions.map((one) => one.minutes),
    ),
    sessionObjectives: column(
      "sessionObjectives",
      material.sessions.map((one) => one.objectives),
    ),
  };
  const links = {
    linkUrl: column(
      "linkUrl",
      material.links.map((one) => one.url),
    ),
    linkLabel: column(
      "linkLabel",
      material.links.map((one) => one.label),
    ),
    linkLanguage: column(
      "linkLanguage",
      material.links.map((one) => one.language),
    ),
  };
  const items = {
    item: column(
      "item",
      material.items.map(({ slug, title }) => textOf.get(slug) ?? choiceText(title, slug)),
    ),
    itemNote: column(
      "itemNote",
      material.items.map((one) => one.note),
    ),
  };
  const cell = (name: string, label: string, values: readonly string[], n: number, more = {}) => (
    <TextField
      id={`${name}-${n}`}
      name={`${name}[]`}
      label={t("training.form.row", { label, number: n + 1 })}
      defaultValue={values[n] ?? ""}
      autoComplete="off"
      {...more}
    />
  );
  /** What is wrong with one row of parts, once a form came back with one that is. */
  const wrongPart = (text = "") => {
    if (text === "" || !fields.errors("item")) return undefined;
    const found = pageMeant(text, choices);
    return typeof found === "string" ? [t(`errors.invalid.${found}_material`)] : undefined;
  };
  return (
    <>
      <RowGroup
        title={t("training.form.sessions")}
        hint={t("training.form.sessionsHint")}
        filled={material.sessions.length}
      >
        {(n) => (
          <>
            {cell("sessionTitle", t("training.material.session"), sessions.sessionTitle, n)}
            {cell("sessionMinutes", t("training.material.minutes"), sessions.sessionMinutes, n)}
            {cell(
              "sessionObjectives",
              t("training.material.sessionObjectives"),
              sessions.sessionObjectives,
              n,
            )}
          </>
        )}
      </RowGroup>
      <RowGroup
        title={t("training.form.links")}
        hint={t("training.form.linksHint")}
        filled={material.links.length}
        errors={fields.errors("linkUrl")}
      >
        {(n) => (
          <>
            {cell("linkUrl", t("training.form.linkUrl"), links.linkUrl, n)}
            {cell("linkLabel", t("training.form.linkLabel"), links.linkLabel, n)}
            <RowSelect
              id={`linkLanguage-${n}`}
              name="linkLanguage"
              label={t("training.form.row", { label: t("training.form.fileLanguage"), number: n + 1 })}
              empty={t("training.form.choose")}
              names="language"
              options={languageOptions(locale)}
              value={links.linkLanguage[n] ?? ""}
            />
          </>
        )}
      </RowGroup>
      <RowGroup
        title={t("training.form.items")}
        hint={t("training.form.itemsHint")}
        filled={material.items.length}
        errors={items.item.some((text) => wrongPart(text)) ? undefined : fields.errors("item")}
      >
        {(n) => (
          <>
            {cell("item", t("training.form.item"), items.item, n, {
              ...PART_LIST,
              errors: wrongPart(items.item[n]),
            })}
            {cell("itemNote", t("training.form.itemNote"), items.itemNote, n)}
          </>
        )}
      </RowGroup>
      <datalist id={PART_LIST.list}>
        {choices.map(({ slug, text }) => (
          <option key={slug} value={text} />
        ))}
      </datalist>
    </>
  );
}

function RowGroup(props: {
  title: string;
  hint: string;
  filled: number;
  errors?: string[] | undefined;
  children: (n: number) => ReactNode;
}) {
  const { title, hint, filled, errors, children } = props;
  return (
    <fieldset className={errors?.length ? "f err" : "f"}>
      <legend>{title}</legend>
      <span className="hint">{hint}</span>
      {errors?.map((error) => (
        <span className="msg" key={error}>
          {error}
        </span>
      ))}
      {Array.from({ length: filled + SPARE }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity and are never reordered
        <div className="file-row" key={n}>
          {children(n)}
        </div>
      ))}
    </fieldset>
  );
}
