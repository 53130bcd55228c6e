import { DRAFTING_SCRIPT } from "@/components/legal/draft-words";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { listAnswerRevisions } from "@/lib/legal";
import {
  CompareQuery,
  readArticles,
  readNames,
  USUAL_ARTICLES,
  writeArticles,
} from "@/lib/legal/compare/model";
import { document } from "@/lib/web/pages/document";
import { listChoices } from "./choices";
import { compareHref } from "./compare-href";
import { CompareView } from "./compare-view";
import { findComparison } from "./comparison";

const LISTS = ["articles", "countries"] as const;

/** Articles in rows, up to six countries in columns; each cell links to the article in the country's legal profile. */
export const GET = document({
  query: CompareQuery,
  // Names of countries must be resolved first; the treaty status of all States is one query.
  scopes: () => [scope.treaties],
  limit: "diff",
  async render(query, { locale, t, search }) {
    // The form sends a value for each box; the address of a comparison has two short texts instead.
    const isOfForm = LISTS.some((name) => search.getAll(name).length > 1);
    if (isOfForm || query.add) {
      const names = readNames([query.countries, query.add].filter(Boolean).join(","));
      const articles = writeArticles(readArticles(query.articles || USUAL_ARTICLES));
      return { to: compareHref(locale, names, articles, query.differences), status: 303 };
    }
    const { comparison, rows, articles, unread, scopes } = await findComparison(query);
    const choices = await listChoices(locale);
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
