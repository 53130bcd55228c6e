import { z } from "zod";
import { answeredThrough, findArticle } from "@/lib/convention";
import {
  type Article,
  articlePath,
  readArticleNumber,
  readArticlePlace,
  readInstrument,
} from "@/lib/convention/model";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { listAnswers } from "@/lib/legal";
import {
  type Answer,
  type AnswerStatus,
  type AnswersQuery,
  chooseAnswers,
  statusesOf,
} from "@/lib/legal/reading/model";
import { STATUS_TREATIES } from "@/lib/profiles/kinds/treaty-status";
import { paragraphAnchor, paragraphsOf } from "@/lib/vocabulary/paragraphs";
import type { Leading, PageTools } from "@/lib/web/view";

/** The parts of an address that name an article: "185" and "16", or other names for them. */
export const ArticleParams = z.object({
  instrument: z.string().min(1).max(40),
  article: z.string().min(1).max(40),
});
type ArticleParams = z.infer<typeof ArticleParams>;

/** Finds the article of an address; null if unknown. */
export function articleOf({ instrument, article }: ArticleParams): Article | null {
  const [known, number] = [readInstrument(instrument), readArticleNumber(article)];
  return known && number ? findArticle(`${known}-${number}`) : null;
}

/** Scopes that make the answers to an article stale. */
export function scopesOfAnswers(params: ArticleParams): string[] {
  const article = articleOf(params);
  return article ? [...answeredThrough(article).map(scope.article), scope.treaties] : [];
}

/**
 * Finds the article of an address, or redirects permanently if the address uses another name for it or names
 * one of its paragraphs. Throws `not_found` if unknown.
 */
export function findArticleAt(params: ArticleParams, tools: PageTools): Article | Leading {
  const article = articleOf(params);
  const place = article ? null : readArticlePlace(params.article);
  if (place) return leadToPlace({ ...params, article: String(place.number) }, place.key, tools);
  if (!article) throw new DomainError("not_found", "article");
  const path = articlePath(article);
  const [, , , , ...rest] = tools.path.split("/");
  const own = [path, ...rest].join("/");
  if (own === tools.path) return article;
  const query = tools.search.size > 0 ? `?${tools.search}` : "";
  return { to: localePath(tools.locale, own) + query, status: 308 };
}

/**
 * Redirects permanently to a paragraph on its article's page. Throws `not_found` if the article has no such
 * paragraph.
 */
export function leadToPlace(params: ArticleParams, key: string, { locale }: PageTools): Leading {
  const article = articleOf(params);
  if (!article || !paragraphsOf(article.id)?.includes(key)) throw new DomainError("not_found", "article");
  const anchor = paragraphAnchor(article.number, key);
  return { to: `${localePath(locale, articlePath(article))}#${anchor}`, status: 308 };
}

/** Finds the answers of the requested countries to an article, for the page and its files. */
export async function answersTo(
  article: Article,
  query: AnswersQuery,
  { locale }: Pick<PageTools, "locale">,
): Promise<{ rows: Answer[]; total: number; statuses: readonly AnswerStatus[] }> {
  const treaty = STATUS_TREATIES.find((one) => one === article.instrument) ?? null;
  const through = answeredThrough(article);
  const answers = through.length > 0 ? await listAnswers(through, treaty) : [];
  return {
    rows: chooseAnswers(answers, query, locale),
    total: answers.length,
    statuses: statusesOf(article.instrument),
  };
}
