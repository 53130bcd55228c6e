import { articlePathOf, type Instrument } from "@/lib/convention/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  /** "185-16". */
  id: string;
}

/** The title of an article in the reader's language. */
export function articleTitle(t: Translator, id: string): string {
  return message(t, `vocabulary.article.${id}`);
}

/**
 * The requirements of an article, in our own words and the reader's language; null if there is no summary.
 */
export function articleAsks(t: Translator, id: string): string | null {
  const key = `asks.${id}`;
  const text = message(t, key);
  return text === key ? null : text;
}

/** Returns "Art. 16" for the Convention; for other instruments with their name. */
export function articleShort(t: Translator, id: string): string {
  const [instrument = "", article = ""] = id.split("-");
  if (instrument === "185") return t("revisions.record.article", { article });
  return t("revisions.record.articleOf", {
    article,
    treaty: t(`law.instrument.${instrument as Instrument}.name`),
  });
}

/** "Art. 16: Expedited preservation of stored computer data": the name of a link that is read out of context. */
export function articlePlace(t: Translator, id: string): string {
  return t("common.pair", { label: articleShort(t, id), value: articleTitle(t, id) });
}

/** An article in a table: its number and title, leading to its page. */
export function ArticleName({ t, locale, id }: Props) {
  const [, number = ""] = id.split("-");
  const path = articlePathOf(id);
  const title = articleTitle(t, id);
  return (
    <span className="hang">
      <span className="art">{t("revisions.record.article", { article: number })}</span>{" "}
      {path ? <a href={localePath(locale, path)}>{title}</a> : <span>{title}</span>}
    </span>
  );
}
