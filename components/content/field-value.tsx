import { Fragment, type ReactNode } from "react";
import { Day } from "@/components/time";
import { Fact } from "@/components/ui/fact";
import { parseUrl } from "@/lib/core/url";
import { formatter } from "@/lib/i18n/formatter";
import { languageNames } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import {
  type Confidence,
  type DatedFact,
  type Fact as FactValue,
  type Field,
  optionLabelKey,
} from "@/lib/revisions/records-fields";
import { ConfidenceTag } from "./doubt";
import { SafeLink } from "./inline";
import { worded } from "./worded";

export interface FieldValueProps {
  field: Field;
  value: unknown;
  t: Translator;
  locale: Locale;
  /** The language of the words, if known. */
  lang?: string | undefined;
  /** The confidence of the record as a whole: a date with the same confidence is not marked. */
  than?: Confidence;
}

/**
 * The value of one field as readers see it. Nested records and sources are drawn by the components that
 * contain them.
 */
export function FieldValue({ field, value, t, locale, lang, than }: FieldValueProps): ReactNode {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case "date":
      return <Day day={String(value)} locale={locale} />;
    case "dated":
      return <DatedValue fact={value as DatedFact} t={t} locale={locale} than={than} />;
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
      return (
        <LongText
          text={String(value)}
          lang={lang}
          words={(text) => (isQuoted(field) ? text : worded(text, t, locale))}
        />
      );
    case "list":
      return <ItemList items={value as string[]} lang={lang} />;
    case "text":
      return <bdi lang={lang}>{String(value)}</bdi>;
    default:
      return valueText(field, value, t, locale);
  }
}

/** Returns the value as text for fields with chosen values: options, languages, articles. */
export function valueText(field: Field, value: unknown, t: Translator, locale: Locale): string {
  const items = (Array.isArray(value) ? value : [value]).map((item) => String(item));
  switch (field.type) {
    case "enum":
    case "enumList":
      return listText(
        items.map((item) => message(t, optionLabelKey(field, item))),
        locale,
      );
    case "lang":
    case "langList":
      return languageNames(items, locale);
    case "declaration":
      // An id means nothing to readers; the component that draws the record links to the declaration.
      return t("revisions.record.declaration");
    case "articles":
      return items.map((item) => articleText(item, t)).join(" · ");
    default:
      return listText(items, locale);
  }
}

/** Returns the text for an article of a treaty, "Art. 9(1)(a)"; for a protocol with the protocol's name. */
export function articleText(article: string, t: Translator): string {
  const [treaty = "", rest = ""] = article.split(/-(.*)/);
  if (treaty === "185") return t("revisions.record.article", { article: rest });
  return t("revisions.record.articleOf", {
    article: rest,
    treaty: message(t, `revisions.options.treaty.${treaty}`),
  });
}

function DatedValue(props: { fact: DatedFact; t: Translator; locale: Locale; than?: Confidence }) {
  const { fact, t, locale, than } = props;
  return (
    <>
      <Day day={fact.value} locale={locale} /> <ConfidenceTag value={fact.confidence} than={than} t={t} />
    </>
  );
}

/** Whether the field quotes a law or a declaration: the platform adds no links to quotations. */
const isQuoted = ({ name }: Field) => name === "text" || name === "translation";

function LongText(props: { text: string; lang: string | undefined; words: (text: string) => ReactNode }) {
  const { text, lang, words } = props;
  return text.split("\n\n").map((paragraph, n) => (
    <p key={String(n)} lang={lang} dir="auto">
      {paragraph.split("\n").map((line, m) => (
        <Fragment key={String(m)}>
          {m > 0 ? <br /> : null}
          {words(line)}
        </Fragment>
      ))}
    </p>
  ));
}

function ItemList({ items, lang }: { items: string[]; lang: string | undefined }) {
  return (
    <ul>
      {items.map((item) => (
        // The words have their own direction; the list marker has that of the list.
        <li key={item}>
          <bdi lang={lang}>{item}</bdi>
        </li>
      ))}
    </ul>
  );
}

function hostOf(url: string): string {
  return parseUrl(url)?.hostname.replace(/^www\./, "") ?? url;
}
