import { Fragment, type ReactNode } from "react";
import { Day } from "@/components/time";
import { Fact } from "@/components/ui/fact";
import { Tag } from "@/components/ui/tag";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import {
  type Confidence,
  type DatedFact,
  type Fact as FactValue,
  type Field,
  optionLabelKey,
} from "@/lib/revisions/records-fields";
import { SafeLink } from "./inline";

export interface FieldValueProps {
  field: Field;
  value: unknown;
  t: Translator;
  locale: Locale;
  /** The language of the words, where it is known. */
  lang?: string;
}

/** The value of one field as a reader sees it. Records within records and sources are drawn by who knows their place. */
export function FieldValue({ field, value, t, locale, lang }: FieldValueProps): ReactNode {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case "date":
      return <Day day={String(value)} locale={locale} />;
    case "dated":
      return <DatedValue fact={value as DatedFact} t={t} locale={locale} />;
    case "number":
      return <span className="num">{formatter(locale).number(Number(value))}</span>;
    case "fact4":
      return <Fact value={value as FactValue} t={t} />;
    case "confirm":
      return <Fact value={value === true ? "yes" : "no"} t={t} />;
    case "url":
      return (
        <SafeLink href={String(value)} locale={locale} text={<bdi dir="ltr">{hostOf(String(value))}</bdi>} />
      );
    case "email":
      return (
        <SafeLink
          href={`mailto:${String(value)}`}
          locale={locale}
          text={<bdi dir="ltr">{String(value)}</bdi>}
        />
      );
    case "phone":
      return <bdi dir="ltr">{String(value)}</bdi>;
    case "longtext":
      return <LongText text={String(value)} lang={lang} />;
    case "list":
      return <ItemList items={value as string[]} lang={lang} />;
    case "text":
      return <bdi lang={lang}>{String(value)}</bdi>;
    default:
      return valueText(field, value, t, locale);
  }
}

/** The value in words, for fields that are chosen and not written: options, languages, articles. */
export function valueText(field: Field, value: unknown, t: Translator, locale: Locale): string {
  const items = (Array.isArray(value) ? value : [value]).map((item) => String(item));
  switch (field.type) {
    case "enum":
    case "enumList":
      return list(
        items.map((item) => message(t, optionLabelKey(field, item))),
        locale,
      );
    case "lang":
    case "langList":
      return list(
        items.map((item) => languageName(item, locale)),
        locale,
      );
    case "articles":
      return items.map((item) => articleText(item, t)).join(" · ");
    default:
      return list(items, locale);
  }
}

/** An article of a treaty: "Art. 9(1)(a)"; of a protocol with its name. */
export function articleText(article: string, t: Translator): string {
  const [treaty = "", rest = ""] = article.split(/-(.*)/);
  if (treaty === "185") return t("revisions.record.article", { article: rest });
  return t("revisions.record.articleOf", {
    article: rest,
    treaty: message(t, `revisions.options.treaty.${treaty}`),
  });
}

/** How sure a record is: nothing for what is confirmed, a mark for the rest. */
export function ConfidenceTag({ value, t }: { value: Confidence; t: Translator }) {
  if (value === "confirmed") return null;
  const kind = value === "disputed" ? "bad" : value === "unverified" ? "warn" : "plain";
  return <Tag kind={kind}>{t(`revisions.options.confidence.${value}`)}</Tag>;
}

function DatedValue({ fact, t, locale }: { fact: DatedFact; t: Translator; locale: Locale }) {
  return (
    <>
      <Day day={fact.value} locale={locale} /> <ConfidenceTag value={fact.confidence} t={t} />
    </>
  );
}

function LongText({ text, lang }: { text: string; lang: string | undefined }) {
  return text.split("\n\n").map((paragraph, n) => (
    <p key={String(n)} lang={lang} dir="auto">
      {paragraph.split("\n").map((line, m) => (
        <Fragment key={String(m)}>
          {m > 0 ? <br /> : null}
          {line}
        </Fragment>
      ))}
    </p>
  ));
}

function ItemList({ items, lang }: { items: string[]; lang: string | undefined }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item} lang={lang} dir="auto">
          {item}
        </li>
      ))}
    </ul>
  );
}

function list(items: string[], locale: Locale): string {
  return formatter(locale).list(items, { type: "unit", style: "short" });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}
