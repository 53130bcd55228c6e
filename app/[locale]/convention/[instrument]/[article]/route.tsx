import { ArticleAbout, UnderArticle } from "@/app/[locale]/convention/article-view";
import { articleAsks, articleShort, articleTitle } from "@/components/legal/article-name";
import { DRAFTING_SCRIPT } from "@/components/legal/draft-words";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { WatchArticle } from "@/components/watching/watch-link";
import { answeredThrough, counterpartsOf, instrumentFacts } from "@/lib/convention";
import { env } from "@/lib/env";
import { listAnswerRevisions, listDeclarations } from "@/lib/legal";
import { AnswersQuery, isCounted } from "@/lib/legal/reading/model";
import { WORKS } from "@/lib/page-kinds";
import { document } from "@/lib/web/pages/document";
import { ArticleParams, answersTo, findArticleAt, scopesOfAnswers } from "../../article-address";
import { AnswersPart } from "./answers-view";
import { CiteArticle } from "./cite-article";
import { DeclarationsPart } from "./declarations-part";

/** An article: its requirements, and the answer of every country and area. */
export const GET = document({
  params: ArticleParams,
  query: AnswersQuery,
  scopes: (params) => [...scopesOfAnswers(params), ...WORKS.map(({ list }) => list)],
  async render({ instrument, article: part, ...query }, tools) {
    const article = findArticleAt({ instrument, article: part }, tools);
    if ("to" in article) return article;
    const { t, locale } = tools;
    const reference = `${article.instrument}:${article.number}`;
    const [{ rows, total, statuses }, declarations, works] = await Promise.all([
      answersTo(article, query, tools),
      listDeclarations([article.id]),
      Promise.all(
        WORKS.map(async ({ kind, area, countUnder }) => ({ kind, area, count: await countUnder(reference) })),
      ),
    ]);
    const through = answeredThrough(article);
    const answering = rows.filter((row) => row.provisions.length > 0 || row.finding);
    const revisions = await listAnswerRevisions(answering.map((row) => row.slug));
    const title = t("common.pair", {
      label: articleShort(t, article.id),
      value: articleTitle(t, article.id),
    });
    const sub = t(`law.instrument.${article.instrument}.name`);
    return {
      title,
      description: articleAsks(t, article.id) ?? sub,
      current: "law",
      refreshScripts: [DRAFTING_SCRIPT],
      crumbs: [{ label: t("law.title"), href: "/convention" }, { label: articleShort(t, article.id) }],
      body: (
        <>
          <PageHead
            title={title}
            sub={sub}
            actions={<WatchArticle t={t} locale={locale} article={article} name={title} />}
          />
          <div className="wrap body flush stack g6">
            <ArticleAbout
              t={t}
              locale={locale}
              article={article}
              counterparts={counterpartsOf(article.id)}
              facts={instrumentFacts(article.instrument)}
              through={through}
            />
            <UnderArticle t={t} locale={locale} reference={reference} works={works} />
            <section aria-labelledby="list" className="stack">
              <SectionHead id="list">{t("law.answers")}</SectionHead>
              <AnswersPart {...{ t, locale, article, query, rows, total, statuses, through, revisions }} />
            </section>
            {isCounted(article.instrument) ? (
              <DeclarationsPart t={t} locale={locale} lines={declarations} />
            ) : null}
            <CiteArticle {...{ t, locale, article, title, rows, declarations }} origin={env().APP_URL} />
          </div>
        </>
      ),
    };
  },
});
