import { type DetailField, DetailFields, idsOf } from "@/components/detail-fields";
import { languageOptions } from "@/components/name-options";
import type { FormFields } from "@/components/post-form";
import type { Option } from "@/components/ui/field";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { ACCESSES, AUDIENCES, KINDS, LICENCES, TRAINING_LEVELS } from "@/lib/training/vocabulary/model";
import { wordOf } from "@/lib/training/words/model";
import { TLPS } from "@/lib/vocabulary/tlp";
import { TOPICS } from "@/lib/vocabulary/topics";

/** The stored values of a material's fields. */
export interface Basics {
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

export function audienceOptions(t: Translator): Option[] {
  return worded(t, "audience", AUDIENCES);
}

/** Returns the labels of the fields below, for the error summary. */
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

/** Element ids by field name. A group of boxes is reached through its first box. */
export const GROUPS = idsOf(["audiences", "topics", "formats"]);

/** The fields of every material: everything that lists show and filter by. */
export function BasicFields({ t, locale, fields, kept }: Props & { kept: Basics }) {
  const chosen = (name: string, options: Option[], hint?: string): DetailField => ({
    name,
    type: "one",
    options,
    hint,
    empty: t("training.form.choose"),
    required: true,
  });
  const boxes = { type: "boxes", grid: "choice-grid" } as const;
  const list: DetailField[] = [
    { name: "title", type: "line", maxLength: 200, required: true },
    {
      name: "abstract",
      type: "lines",
      hint: t("training.form.abstractHint"),
      maxLength: 600,
      rows: 3,
      required: true,
    },
    { name: "language", type: "one", names: "language", options: languageOptions(locale) },
    chosen("kind", worded(t, "kind", KINDS)),
    chosen("level", worded(t, "level", TRAINING_LEVELS)),
    { ...boxes, name: "audiences", options: audienceOptions(t) },
    {
      ...boxes,
      name: "topics",
      options: TOPICS.map((value) => ({ value, label: message(t, `vocabulary.topic.${value}`) })),
    },
    chosen("access", worded(t, "accessWho", ACCESSES), t("training.form.accessHint")),
    chosen("tlp", worded(t, "tlp", TLPS)),
    chosen("licence", worded(t, "licence", LICENCES)),
  ];
  return <DetailFields list={list} labels={basicLabels(t)} kept={kept} fields={fields} />;
}

/** Returns the values of a vocabulary with their labels. */
export const worded = (
  t: Translator,
  of: Parameters<typeof wordOf>[1],
  values: readonly string[],
): Option[] => values.map((value) => ({ value, label: wordOf(t, of, value) }));
