import type { Tx } from "@/db/client";
import data from "@/db/seed/data/convention-articles.json";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { putAll, type SearchEntry } from "@/lib/search";
import { articlePath, articleReference, TREATIES } from "./model";

type Article = (typeof data.items)[number];

const ownerOf = (id: string) => `article:${id}`;

const byLocale = (word: (locale: Locale) => string) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, word(locale)])) as Record<Locale, string>;

function titleOf({ id, number, treaty }: Article, locale: Locale): string {
  const t = translator(locale);
  return t("search.articleTitle", {
    article: String(number),
    treaty: message(t, `training.instrument.${treaty}`),
    title: message(t, `vocabulary.article.${id}`),
  });
}

/** The titles of all articles: they are found by these. */
export const articleTitles = (locale: Locale): string[] =>
  data.items.map((article) => titleOf(article, locale));

/** An article with what it asks for, in our own words; found by its number first. */
function articleEntry(article: Article): SearchEntry {
  const treaty = TREATIES.find((one) => one === String(article.treaty)) ?? "185";
  const { id, number, summary, listInLegalProfile: isAnswered } = article;
  return {
    key: "article",
    kind: "article",
    path: articlePath({ treaty, number, isAnswered }),
    title: byLocale((locale) => titleOf(article, locale)),
    ownTitle: byLocale((locale) => message(translator(locale), `vocabulary.article.${id}`)),
    language: "en",
    identifiers: [articleReference({ treaty, number })],
    context: LOCALES.flatMap((language) => [
      { text: titleOf(article, language), language },
      { text: message(translator(language), `profiles.treaty.${treaty}`), language },
    ]),
    passages: [{ text: summary }],
  };
}

/** The owners under which articles have their entries. */
export const listArticleOwners = (): string[] => data.items.map(({ id }) => ownerOf(id));

/** Brings what can be found of the articles to what they say in this version. Answers how many rows differed. */
export function indexArticles(tx: Tx): Promise<number> {
  return putAll(
    tx,
    data.items.map((article) => ({ owner: ownerOf(article.id), entries: [articleEntry(article)] })),
  );
}
