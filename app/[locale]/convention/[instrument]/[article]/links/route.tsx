import { BacklinksList, backlinksSub } from "@/app/past/backlinks-view";
import { articlePlace, articleShort } from "@/components/legal/article-name";
import { PageHead } from "@/components/ui/heading";
import { articlePath } from "@/lib/convention/model";
import { localePath } from "@/lib/i18n/locales";
import { listBacklinks } from "@/lib/page-kinds";
import { BacklinksQuery } from "@/lib/pages/links/model";
import { document } from "@/lib/web/pages/document";
import { ArticleParams, findArticleAt } from "../../../article-address";

/** What links here: the profiles, posts and materials whose texts lead to an article, or cite it as lawyers do. */
export const GET = document({
  params: ArticleParams,
  query: BacklinksQuery,
  async render({ instrument, article: part, ...query }, tools) {
    const article = findArticleAt({ instrument, article: part }, tools);
    if ("to" in article) return article;
    const { t, locale } = tools;
    const path = articlePath(article);
    const links = await listBacklinks(`convention/${article.id}`, query);
    const title = t("past.backlinks.titleOf", { name: articlePlace(t, article.id) });
    return {
      title,
      current: "law",
      robots: "noindex",
      scopes: links.scopes,
      crumbs: [
        { label: t("law.title"), href: "/convention" },
        { label: articleShort(t, article.id), href: path },
        { label: t("past.backlinks.title") },
      ],
      body: (
        <>
          <PageHead title={title} sub={backlinksSub(t, links)} />
          <BacklinksList t={t} locale={locale} href={localePath(locale, `${path}/links`)} links={links} />
        </>
      ),
    };
  },
});
