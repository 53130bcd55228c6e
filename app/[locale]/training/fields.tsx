import type { CalledKind } from "@/components/listbox/names";
import type { FormFields } from "@/components/post-form";
import { FieldError, type Option, SelectField, TextArea, TextField } from "@/components/ui/field";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { wordOf } from "@/lib/training/words/model";
import { TOPICS } from "@/lib/vocabulary/topics";
import { ACCESSES, AUDIENCES, KINDS, LICENCES, TLPS, TRAINING_LEVELS } from "@/lib/vocabulary/training";

/** What is kept of a material, as its fields begin. */
export interface KeptBasics {
  title: string;
  abstract: string;
  language: string;
  kind: string;
  level: string;
  access: string;
  licence: string;
  tlp: string;
  audiences: readonly string[];
  topics: readonly string[];
}

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
}

export function languageOptions(locale: Locale): Option[] {
  const compare = compareNames(locale);
  return MEMBER_LANGUAGES.map((code) => ({ value: code, label: languageName(code, locale) })).sort((a, b) =>
    compare(a.label, b.label),
  );
}

export function countryOptions(locale: Locale): Option[] {
  const compare = compareNames(locale);
  return COUNTRY_CODES.map((code) => ({ value: code, label: countryName(code, locale) })).sort((a, b) =>
    compare(a.label, b.label),
  );
}

export function audienceOptions(t: Translator): Option[] {
  return AUDIENCES.map((value) => ({ value, label: wordOf(t, "audience", value) }));
}

/** The names of the fields below, for the summary of what is wrong. */
export function basicLabels(t: Translator): Record<string, string> {
  return {
    title: t("training.form.title"),
    abstract: t("training.form.abstract"),
    language: t("training.form.language"),
    kind: t("training.form.kind"),
    level: t("training.form.level"),
    audiences: t("training.form.audiences"),
    topics: t("training.form.topics"),
    access: t("training.form.access"),
    tlp: t("training.form.tlp"),
    licence: t("training.form.licence"),
  };
}

/** Groups of boxes are reached through their first box. */
export const GROUPS = { audiences: "audiences-0", topics: "topics-0", formats: "formats-0" };

/** What every material says of itself: all that a list shows and narrows by. */
export function BasicFields({ t, locale, fields, kept }: Props & { kept: KeptBasics }) {
  const labels = basicLabels(t);
  const chosen = (name: "kind" | "level" | "access" | "licence" | "tlp", options: Option[]) => (
    <SelectField
      name={name}
      label={labels[name]}
      hint={name === "access" ? t("training.form.accessHint") : undefined}
      empty={t("training.form.choose")}
      options={options}
      defaultValue={fields.value(name, kept[name])}
      errors={fields.errors(name)}
      required
    />
  );
  return (
    <>
      <TextField
        name="title"
        label={labels.title}
        defaultValue={fields.value("title", kept.title)}
        errors={fields.errors("title")}
        maxLength={200}
        required
      />
      <TextArea
        name="abstract"
        label={labels.abstract}
        hint={t("training.form.abstractHint")}
        defaultValue={fields.value("abstract", kept.abstract)}
        errors={fields.errors("abstract")}
        maxLength={600}
        rows={3}
        required
      />
      <SelectField
        name="language"
        label={labels.language}
        names="language"
        options={languageOptions(locale)}
        defaultValue={fields.value("language", kept.language)}
        errors={fields.errors("language")}
      />
      {chosen(
        "kind",
        KINDS.map((value) => ({ value, label: wordOf(t, "kind", value) })),
      )}
      {chosen(
        "level",
        TRAINING_LEVELS.map((value) => ({ value, label: wordOf(t, "level", value) })),
      )}
      <Choices
        name="audiences"
        label={labels.audiences ?? ""}
        options={audienceOptions(t)}
        chosen={fields.values("audiences", kept.audiences)}
        errors={fields.errors("audiences")}
      />
      <Choices
        name="topics"
        label={labels.topics ?? ""}
        options={TOPICS.map((value) => ({ value, label: message(t, `vocabulary.topic.${value}`) }))}
        chosen={fields.values("topics", kept.topics)}
        errors={fields.errors("topics")}
      />
      {chosen(
        "access",
        ACCESSES.map((value) => ({ value, label: wordOf(t, "accessWho", value) })),
      )}
      {chosen(
        "tlp",
        TLPS.map((value) => ({ value, label: wordOf(t, "tlp", value) })),
      )}
      {chosen(
        "licence",
        LICENCES.map((value) => ({ value, label: wordOf(t, "licence", value) })),
      )}
    </>
  );
}

/** Several of a list, as boxes. */
export function Choices(props: {
  name: string;
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  errors: string[] | undefined;
}) {
  const { name, label, options, chosen, errors } = props;
  return (
    <fieldset
      className={errors?.length ? "f err" : "f"}
      aria-describedby={errors?.length ? `${name}-error` : undefined}
    >
      <legend>{label}</legend>
      <FieldError id={name} errors={errors} />
      <div className="choice-grid">
        {options.map(({ value, label: word }, n) => (
          <label className="pick" key={value}>
            <input
              type="checkbox"
              id={`${name}-${n}`}
              name={`${name}[]`}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <span>{word}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A select in a row of a form that repeats. */
export function RowSelect(props: {
  id: string;
  name: string;
  label: string;
  options: readonly Option[];
  names?: CalledKind;
  empty?: string;
  value: string;
}) {
  const { id, name, label, options, names, empty, value } = props;
  return (
    <SelectField
      id={id}
      name={`${name}[]`}
      label={label}
      options={options}
      names={names}
      empty={empty}
      defaultValue={value}
    />
  );
}
