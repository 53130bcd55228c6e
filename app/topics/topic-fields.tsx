import { type DetailField, DetailFields, idsOf } from "@/components/detail-fields";
import { categoryName } from "@/components/discussions/category-name";
import { articleOptions } from "@/components/legal/article-options";
import type { FormFields } from "@/components/post-form";
import type { Category } from "@/lib/discussions/categories/model";
import { MESSAGE_LENGTH } from "@/lib/discussions/model";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { TOPICS } from "@/lib/vocabulary/topics";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
  /** The stored or suggested values. */
  kept: TopicValues;
  /** The categories that can be chosen. */
  categories: readonly Category[];
  /** Whether the message can be edited in a plain field. */
  hasText: boolean;
}

/** The values of a topic's form. */
export interface TopicValues {
  title: string;
  category: string;
  text: string;
  language: string;
  isQuestion: boolean;
  topics: readonly string[];
  countries: readonly string[];
  articles: readonly string[];
}

/** The labels by field name, also for the summary of errors. */
export const topicLabels = (t: Translator): Record<string, string> => ({
  title: t("discussions.new.field.title"),
  category: t("discussions.new.field.category"),
  text: t("discussions.new.field.text"),
  isQuestion: t("discussions.new.field.isQuestion"),
  topics: t("discussions.new.field.topics"),
  countries: t("discussions.new.field.countries"),
  articles: t("discussions.new.field.articles"),
  language: t("discussions.new.field.language"),
  summary: t("discussions.edit.summary"),
});

/** Element ids by field name. */
export const TOPIC_FIELD_IDS = idsOf(["topics"]);

/** The fields of a topic: title, category and message first, the rest folded. */
export function TopicFields(props: Props) {
  const { t, fields, kept } = props;
  const of = { labels: topicLabels(t), kept, fields };
  const folded = foldedFields(props);
  return (
    <>
      <DetailFields list={headFields(props)} {...of} />
      <details
        className="more folded"
        open={folded.some(({ name }) => (fields.errors(name) ?? []).length > 0)}
      >
        <summary>{t("discussions.new.more")}</summary>
        <DetailFields list={folded} {...of} />
      </details>
    </>
  );
}

function headFields({ t, locale, categories, hasText }: Props): DetailField[] {
  const message: DetailField = {
    name: "text",
    type: "lines",
    hint: t("discussions.new.field.textHint"),
    dir: "auto",
    rows: 12,
    maxLength: MESSAGE_LENGTH,
    required: true,
  };
  return [
    {
      name: "title",
      type: "line",
      hint: t("discussions.new.field.titleHint"),
      isBig: true,
      dir: "auto",
      maxLength: 200,
      required: true,
    },
    {
      name: "category",
      type: "one",
      options: categories.map((one) => ({ value: one.slug, label: categoryName(one, locale) })),
    },
    ...(hasText ? [message] : []),
    { name: "isQuestion", type: "box", hint: t("discussions.new.field.isQuestionHint") },
  ];
}

function foldedFields({ t, locale }: Props): DetailField[] {
  const byName = compareNames(locale);
  const named = <C extends string>(codes: readonly C[], name: (code: C) => string) =>
    codes.map((value) => ({ value, label: name(value) })).sort((a, b) => byName(a.label, b.label));
  return [
    {
      name: "language",
      type: "one",
      names: "language",
      options: named(MEMBER_LANGUAGES, (code) => languageName(code, locale)),
    },
    {
      name: "topics",
      type: "boxes",
      grid: "pick-grid",
      options: TOPICS.map((one) => ({ value: one, label: message(t, `vocabulary.topic.${one}`) })),
    },
    {
      name: "countries",
      type: "several",
      add: t("common.pick.country"),
      names: "country",
      options: named(COUNTRY_CODES, (code) => countryName(code, locale)),
    },
    { name: "articles", type: "several", add: t("common.pick.article"), options: articleOptions(t) },
  ];
}
