import { DRAFTING_SCRIPT } from "@/components/drafting/draft-words";
import { CompareView, compareHref } from "@/components/legal/compare-view";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { localePath } from "@/lib/i18n/locales";
import { listAnswerRevisions } from "@/lib/legal";
import { CompareQuery, MAX_COMPARED, readNames, USUAL_ARTICLES } from "@/lib/legal/compare/model";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { listChoices } from "./choices";
import { findComparison } from "./comparison";

/** Articles in rows, up to six countries in columns; each cell leads to what it rests on. */
export const GET = document({
  query: CompareQuery,
  // The countries of names are known once they were looked up; how States stand can be said of all at once.
  scopes: () => [scope.treaties],
  limit: "diff",
  async render(query, { locale, t }) {
    if (query.add) {
      const names = [...readNames(query.countries ?? ""), query.add];
      const to = compareHref(locale, names, query.articles || USUAL_ARTICLES, query.differences);
      return { to, status: 303 };
    }
    const { comparison, rows, articles, unread, scopes } = await findComparison(query);
    // Where no more stand side by side nothing is offered.
    const choices = comparison.countries.length < MAX_COMPARED ? await listChoices(locale) : [];
    const revisions = await listAnswerRevisions(comparison.countries.map((one) => one.slug));
    return {
      title: t("law.compare.title"),
      description: t("law.compare.sub"),
      current: "compare",
      refreshScripts: [DRAFTING_SCRIPT],
      crumbs: [{ label: t("law.compare.title") }],
      scopes,
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
            rows={rows}
            articles={articles}
            unread={unread}
            choices={choices}
            revisions={revisions}
          />
        </>
      ),
    };
  },
});
