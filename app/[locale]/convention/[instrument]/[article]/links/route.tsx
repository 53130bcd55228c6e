import { drawLinks } from "@/app/past/links";
import { articlePlace, articleShort } from "@/components/legal/article-name";
import { articlePath } from "@/lib/convention/model";
import { localePath } from "@/lib/i18n/locales";
import { BacklinksQuery } from "@/lib/pages/links/model";
import { document } from "@/lib/web/pages/document";
import { ArticleParams, findArticleAt } from "../../../article-address";

/** Lists the profiles, posts and materials that link to an article or cite it as lawyers do. */
export const GET = document({
  params: ArticleParams,
  query: BacklinksQuery,
  async render({ instrument, article: part, ...query }, tools) {
    const article = findArticleAt({ instrument, article: part }, tools);
    if ("to" in article) return article;
    const { t, locale } = tools;
    const path = articlePath(article);
    const drawn = await drawLinks(tools, {
      target: `convention/${article.id}`,
      name: articlePlace(t, article.id),
      href: localePath(locale, `${path}/links`),
      query,
    });
    return {
      ...drawn,
      current: "law",
      crumbs: [
        { label: t("law.title"), href: "/convention" },
        { label: articleShort(t, article.id), href: path },
        { label: t("past.backlinks.title") },
      ],
    };
  },
});
