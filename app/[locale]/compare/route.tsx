import { CompareView, compareHref } from "@/components/legal/compare-view";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { findArticle } from "@/lib/convention";
import { localePath } from "@/lib/i18n/locales";
import { compareLaws } from "@/lib/legal";
import {
  CompareQuery,
  MAX_COMPARED,
  readArticles,
  readNames,
  USUAL_ARTICLES,
  unreadArticles,
} from "@/lib/legal/compare/model";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { listChoices } from "./choices";

/** Articles in rows, up to six countries in columns; each cell leads to what it rests on. */
export const GET = document({
  query: CompareQuery,
  // The countries of names are known once they were looked up; how States stand can be said of all at once.
  scopes: () => [scope.treaties],
  limit: "diff",
  async render(query, { locale, t }) {
    const articles = query.articles || USUAL_ARTICLES;
    const names = readNames(query.countries ?? "");
    if (query.add)
      return { to: compareHref(locale, [...names, query.add], articles, query.differences), status: 303 };
    const comparison = await compareLaws(names, readArticles(articles));
    // Where no more stand side by side nothing is offered.
    const choices = comparison.countries.length < MAX_COMPARED ? await listChoices(locale) : [];
    return {
      title: t("law.compare.title"),
      description: t("law.compare.sub"),
      current: "compare",
      crumbs: [{ label: t("law.compare.title") }],
      scopes: comparison.countries.map((country) => scope.profile(country.slug)),
      body: (
        <>
          <PageHead
            title={t("law.compare.title")}
            sub={t("law.compare.sub")}
            actions={
              <a className="btn" href={localePath(locale, PLACES.dualCriminality)}>
                {t("law.dual.title")}
              </a>
            }
          />
          <CompareView
            t={t}
            locale={locale}
            query={query}
            comparison={comparison}
            articles={articles}
            unread={unreadArticles(articles, (id) => findArticle(id) !== null)}
            choices={choices}
          />
        </>
      ),
    };
  },
});
