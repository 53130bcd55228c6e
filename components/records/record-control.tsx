import type { ReactNode } from "react";
import { articleText } from "@/components/content/field-value";
import { type Asked, Control } from "@/components/ui/control";
import { SelectField, TextField } from "@/components/ui/field";
import { PickMany } from "@/components/ui/pick";
import { languageName } from "@/lib/i18n/language-names";
import { message } from "@/lib/i18n/translator";
import { controlName, listOf, surenessName } from "@/lib/revisions/records/records-form";
import { optionsOffered } from "@/lib/revisions/records/records-offers";
import {
  type AnyRecord,
  CONFIDENCES,
  type DatedFact,
  FACTS,
  type Field,
  fieldLabelKey,
  optionLabelKey,
} from "@/lib/revisions/records-fields";
import { isReference } from "@/lib/vocabulary/references";
import { currencyChoices } from "./currency-choices";
import type { RecordParts } from "./form-context";

/** The id of the list of suggestions, drawn once for the whole form. */
export const ARTICLES_LIST = "articles-offered";

/** Returns the label, id and errors of a control, whatever its type. */
function common({ t, section, path, isSource = false, problems }: RecordParts, field: Field) {
  const name = controlName(path, field.name, isSource);
  return {
    name,
    id: name,
    label: message(t, fieldLabelKey(isSource ? "sources" : section, field)),
    aside: field.required ? t("editor.records.required") : undefined,
    errors: problems.get([...path, field.name].join("/")),
  };
}

/** The control of one field in a form that works without scripts, by the field's description. */
export function RecordControl(props: RecordParts & { field: Field }): ReactNode {
  const { field, record } = props;
  if (field.type === "records") return null;
  if (field.type === "dated") return <Dated {...props} />;
  if (field.type === "list" && field.offers === "laws") return <Laws {...props} />;
  const { hint, ...asks } = askedBy(props);
  const parts = common(props, field);
  const control = <Control {...parts} hint={hint} asks={asks} value={startOf(asks, record[field.name])} />;
  if (asks.type !== "box") return control;
  return (
    <>
      <input type="hidden" name={parts.name} value="" />
      {control}
    </>
  );
}

/** Returns the initial value of a control: a text, a list as lines or choices, or a boolean. */
function startOf({ type }: Asked, value: unknown): string | readonly string[] | boolean {
  if (type === "box") return value === true;
  if (type === "boxes" || type === "several") return (value as string[] | undefined) ?? [];
  if (Array.isArray(value)) return value.join("\n");
  return value === null || value === undefined ? "" : String(value);
}

/** An address is not of the type "url": browsers refuse it without "https://", which the server adds. */
const INPUT_TYPES: Partial<Record<Field["type"], "email" | "tel">> = {
  email: "email",
  phone: "tel",
};

/** Returns the description of a control for the type of a record's field. */
function askedBy(props: RecordParts & { field: Field }): Asked & { hint?: string } {
  const { field, t } = props;
  switch (field.type) {
    case "longtext":
      return { type: "lines", rows: 4, dir: "auto", maxLength: field.max ?? 5000 };
    case "list":
      return { type: "lines", hint: t("editor.records.itemsHint"), rows: 3, dir: "auto" };
    case "enum":
    case "fact4":
    case "lang":
    case "provision":
    case "declaration":
      return oneOf(props);
    case "enumList":
      return {
        type: "boxes",
        grid: "boxes",
        sendsNone: true,
        options: (field.options ?? []).map((value) => ({
          value,
          label: message(t, optionLabelKey(field, value)),
        })),
      };
    case "langList":
    case "articles":
    case "sources":
      return several(props, field.type);
    case "confirm":
      return { type: "box", value: "on" };
    case "number":
      return { type: "line", input: "text", inputMode: "decimal", dir: "auto", maxLength: 20 };
    default: {
      if (field.offers === "currencies") return oneOf(props);
      const input = INPUT_TYPES[field.type] ?? "text";
      const inputMode = field.type === "url" ? "url" : undefined;
      const hint = hintOf(field, t);
      return { type: "line", hint, input, inputMode, dir: "auto", maxLength: field.max ?? 2000 };
    }
  }
}

/**
 * Returns how to write the value of a field. A date is a line of text and not of the type "date": that type
 * knows whole days only, while many dates of laws are known to the month or the year.
 */
function hintOf(field: Field, t: RecordParts["t"]): string | undefined {
  if (field.type === "url") return t("editor.records.addressForm");
  if (field.type !== "date" && field.type !== "dated") return undefined;
  return t(field.precision === "day" ? "editor.records.dayForm" : "editor.records.dateForm");
}

/** Returns a choice of one option. A chosen value that is no longer an option stays available. */
function oneOf(props: RecordParts & { field: Field }): Asked & { hint?: string } {
  const { field, record, t } = props;
  const value = (record[field.name] as string | null) ?? "";
  const options = optionsOf(props);
  const isListed = value === "" || options.some((one) => one.value === value);
  const elements = field.offers === "elements" && options.length === 0;
  return {
    type: "one",
    hint: elements ? t("editor.records.elementsHint") : undefined,
    empty: field.type === "fact4" ? undefined : t("editor.records.choose"),
    options: isListed ? options : [{ value, label: labelOf(props, value) }, ...options],
    names: field.type === "lang" ? "language" : field.offers === "currencies" ? "currency" : undefined,
  };
}

function optionsOf(props: RecordParts & { field: Field }) {
  const { field, record, around, choices, form, t, locale } = props;
  const worded = (list: readonly string[]) =>
    list.map((value) => ({ value, label: message(t, optionLabelKey(field, value)) }));
  switch (field.type) {
    case "fact4":
      return worded(FACTS);
    case "lang":
      return choices.languages;
    case "text":
      return currencyChoices(locale);
    case "provision":
      return provisionsOf(form.records).filter(({ value }) => value !== record.id);
    case "declaration": {
      const [article = ""] = (record.articles as string[] | undefined) ?? [];
      const base = article.replace(/\(.*$/, "");
      return choices.declarations
        .filter(({ id, articles }) => articles.includes(base) || id === record[field.name])
        .map(({ id, label }) => ({ value: id, label }));
    }
    default:
      return worded(optionsOffered(field, around, record[field.name]));
  }
}

/** Returns the section's provisions, labelled by locator and law. */
function provisionsOf(records: readonly AnyRecord[]) {
  return records.flatMap((law) =>
    listOf(law, "provisions").map((one) => ({
      value: one.id,
      label: [one.locator, law.title].filter((part) => typeof part === "string").join(" · ") || one.id,
    })),
  );
}

/** Returns the label of a chosen value. */
function labelOf({ field, choices, form, t, locale }: RecordParts & { field: Field }, value: string): string {
  switch (field.type) {
    case "lang":
    case "langList":
      return nameOfLanguage(value, locale);
    case "articles":
      return isReference(value) ? articleText(value, t) : value;
    case "sources":
      return (
        [...choices.sources, ...form.sources].find(({ id }) => id === value)?.title?.toString() ??
        t("editor.records.newSource")
      );
    default:
      return value;
  }
}

function nameOfLanguage(tag: string, locale: RecordParts["locale"]): string {
  try {
    return languageName(tag, locale);
  } catch {
    return tag;
  }
}

/** Returns a choice of several values from a long list. */
function several(
  props: RecordParts & { field: Field },
  type: "langList" | "sources" | "articles",
): Asked & { hint?: string } {
  const { field, record, choices, t } = props;
  const chosen = ((record[field.name] as string[] | undefined) ?? []).map((value) => ({
    value,
    label: labelOf(props, value),
  }));
  const own = {
    langList: {
      add: t("editor.records.addLanguage"),
      options: choices.languages,
      names: "language" as const,
    },
    sources: {
      add: t("editor.records.addSource"),
      options: choices.sources.map(({ id, title }) => ({ value: id, label: title })),
      hint: t("editor.records.sourcesHint"),
    },
    articles: {
      add: t("editor.records.addArticle"),
      options: [],
      hint: t(field.max === 1 ? "editor.records.articleHint" : "editor.records.articlesHint"),
      suggestions: ARTICLES_LIST,
    },
  }[type];
  return { type: "several", chosen, ...own };
}

/** Laws of the section by title, and a line for a law that is not recorded. */
function Laws(props: RecordParts & { field: Field }) {
  const { field, record, form, t } = props;
  const parts = common(props, field);
  const chosen = (record[field.name] as string[] | undefined) ?? [];
  const titles = form.records.flatMap(({ id, title }) =>
    id !== record.id && typeof title === "string" && title.trim() !== "" ? [title] : [],
  );
  const option = (value: string) => ({ value, label: value });
  return (
    <>
      {titles.length > 0 || chosen.length > 0 ? (
        <PickMany
          {...parts}
          add={t("editor.records.addLaw")}
          options={[...new Set(titles)].map(option)}
          chosen={chosen.map(option)}
        />
      ) : null}
      <TextField
        name={parts.name}
        id={`${parts.id}-other`}
        label={titles.length > 0 ? t("editor.records.otherLaw") : parts.label}
        hint={t("editor.records.otherLawHint")}
        dir="auto"
        maxLength={300}
      />
    </>
  );
}

/** A date as precise as known, with its confidence. */
function Dated(props: RecordParts & { field: Field }) {
  const { field, record, t } = props;
  const parts = common(props, field);
  const fact = record[field.name] as DatedFact | null;
  return (
    <div className="two">
      <TextField {...parts} hint={hintOf(field, t)} maxLength={60} defaultValue={fact?.value ?? ""} />
      <SelectField
        name={surenessName(parts.name)}
        label={message(t, "revisions.fields.record.confidence")}
        options={CONFIDENCES.map((value) => ({
          value,
          label: message(t, `revisions.options.confidence.${value}`),
        }))}
        defaultValue={fact?.confidence ?? "unverified"}
      />
    </div>
  );
}
