import { withQuery } from "@/components/with-query";
import { type Article, articlePath, articlePathOf, type Instrument } from "@/lib/convention/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { legalPath } from "@/lib/legal/answer/model";
import type { AnswersQuery } from "@/lib/legal/reading/model";

type Named = { instrument: Instrument; number: number };

/** Returns the address of an article's answers, or of their file: `answersHref("fr", article, query, ".csv")`. */
export function answersHref(
  locale: Locale,
  article: Named,
  query: AnswersQuery = {},
  as: "" | ".csv" | ".json" = "",
): string {
  const path = as === "" ? articlePath(article) : `${articlePath(article)}/answers${as}`;
  return withQuery(localePath(locale, path), query);
}

/** Returns the address of an article in a country's legal profile; of the whole profile if the article has no row. */
export function legalHref(locale: Locale, slug: string, article: Pick<Article, "id" | "instrument">): string {
  const hasRow = /^\d+$/.test(article.instrument);
  return localePath(locale, hasRow ? legalPath({ slug, article: article.id }) : `/countries/${slug}/legal`);
}

/** Returns the page of an article that posts and materials name as "185:18". */
export function referenceHref(locale: Locale, reference: string): string {
  return localePath(locale, articlePathOf(reference.replace(":", "-")) ?? "/convention");
}
