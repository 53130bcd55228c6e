import { PageHead } from "@/components/ui/heading";
import { listBacklinks } from "@/lib/page-kinds";
import { BacklinksQuery } from "@/lib/pages/links/model";
import { document } from "@/lib/web/pages/document";
import { BacklinksList, backlinksSub } from "./backlinks-view";
import { pastPage, type TextPages } from "./text-pages";

/** The page of what links here: the profiles, posts and materials whose texts lead to a page. */
export const textLinks = (pages: TextPages) =>
  document({
    params: pages.params,
    query: BacklinksQuery,
    scopes: ({ slug }) => [pages.scope(slug)],
    async render({ slug, ...query }, tools) {
      const head = await pages.find(slug, tools);
      if ("to" in head) return head;
      const { t, locale } = tools;
      const links = await listBacklinks(`${pages.area}/${slug}`, query);
      const title = t("past.backlinks.titleOf", { name: head.title });
      const { href } = pages.place(t, locale, head);
      return {
        ...pastPage(pages, tools, head, t("past.backlinks.title")),
        title,
        scopes: links.scopes,
        body: (
          <>
            <PageHead title={title} sub={backlinksSub(t, links)} />
            <BacklinksList t={t} locale={locale} href={href("/links")} links={links} />
          </>
        ),
      };
    },
  });
