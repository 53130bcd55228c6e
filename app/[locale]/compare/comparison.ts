import { findArticle } from "@/lib/convention";
import { scope } from "@/lib/core/versions";
import { compareLaws } from "@/lib/legal";
import {
  type CompareQuery,
  type Comparison,
  differs,
  readArticles,
  readNames,
  USUAL_ARTICLES,
  unreadArticles,
} from "@/lib/legal/compare/model";

/** A requested comparison, the same for the page and its files. */
export interface Asked {
  comparison: Comparison;
  /** The rows that are shown: all, or those in which countries differ. */
  rows: Comparison["rows"];
  /** As written in the address and in the form. */
  articles: string;
  /** Words among the articles that are not an article. */
  unread: readonly string[];
  scopes: string[];
}

export async function findComparison(query: CompareQuery): Promise<Asked> {
  const articles = query.articles || USUAL_ARTICLES;
  const comparison = await compareLaws(readNames(query.countries ?? ""), readArticles(articles));
  return {
    comparison,
    rows: query.differences ? comparison.rows.filter((row) => differs(row.cells)) : comparison.rows,
    articles,
    unread: unreadArticles(articles, (id) => findArticle(id) !== null),
    scopes: comparison.countries.map((country) => scope.profile(country.slug)),
  };
}
