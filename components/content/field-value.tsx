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
  /** The language of the words, where it is known. */
  lang?: string | undefined;
  /** How sure the record is as a whole: a date that is as sure does not say it again. */
  than?: Confidence;
}

/** The value of one field as a reader sees it. Records within records and sources are drawn by who knows their place. */
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

/** The value in words, for fields that are chosen and not written: options, languages, articles. */
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
      // By its id alone nobody knows it; who draws it where it stands leads there.
      return t("revisions.record.declaration");
    case "articles":
      return items.map((item) => articleText(item, t)).join(" · ");
    default:
      return listText(items, locale);
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

function DatedValue(props: { fact: DatedFact; t: Translator; locale: Locale; than?: Confidence }) {
  const { fact, t, locale, than } = props;
  return (
    <>
      <Day day={fact.value} locale={locale} /> <ConfidenceTag value={fact.confidence} than={than} t={t} />
    </>
  );
}

/** What a law or a declaration says itself: nothing of ours is put into it. */
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
        // The words have their own direction, the mark before them that of the list.
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
