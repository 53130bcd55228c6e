import { CoverageLegend } from "@/components/legal/coverage";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { answeredThrough, instrumentFacts, listArticles } from "@/lib/convention";
import { type Article, INSTRUMENTS } from "@/lib/convention/model";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { countByArticle, countRecordedParties } from "@/lib/legal";
import { doubtsOn, listTreatyFigures } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { InstrumentPart } from "./instruments-view";
import { LevelsFormula } from "./levels-formula";

const NONE = { provisions: 0, assessed: 0 };

/** The instruments and their articles, each with its number of answering countries. */
export const GET = document({
  scopes: () => [scope.law, scope.treaties],
  async render(_, { locale, t }) {
    const [counts, figures, recorded] = await Promise.all([
      countByArticle(),
      listTreatyFigures(),
      countRecordedParties(),
    ]);
    const doubts = doubtsOn(null);
    // For a treaty against which laws are not assessed: the highest counts among the articles on its subject.
    const countsOf = (article: Article) => {
      const all = answeredThrough(article).map((id) => counts.get(id) ?? NONE);
      return {
        provisions: Math.max(0, ...all.map((one) => one.provisions)),
        assessed: Math.max(0, ...all.map((one) => one.assessed)),
      };
    };
    return {
      title: t("law.title"),
      description: t("law.sub"),
      current: "law",
      crumbs: [{ label: t("law.title") }],
      body: (
        <>
          <PageHead
            title={t("law.title")}
            sub={t("law.sub")}
            actions={
              <a className="btn" href={localePath(locale, PLACES.crosswalk)}>
                {t("law.crosswalk.title")}
              </a>
            }
          />
          <div className="wrap body flush stack g6">
            <CoverageLegend t={t} />
            {INSTRUMENTS.map((instrument) => (
              <InstrumentPart
                key={instrument}
                t={t}
                locale={locale}
                instrument={instrument}
                facts={instrumentFacts(instrument)}
                articles={listArticles(instrument)}
                countsOf={countsOf}
                figures={figures.find((one) => String(one.treaty) === instrument) ?? null}
                recorded={recorded.get(instrument) ?? 0}
                doubts={doubts.filter((one) => String(one.treaty) === instrument)}
              />
            ))}
            <LevelsFormula t={t} locale={locale} />
          </div>
        </>
      ),
    };
  },
});
