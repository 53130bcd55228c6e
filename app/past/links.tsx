import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/heading";
import { listBacklinks } from "@/lib/page-kinds";
import { BacklinksQuery } from "@/lib/pages/links/model";
import { document } from "@/lib/web/pages/document";
import type { PageTools } from "@/lib/web/view";
import { BacklinksList } from "./backlinks-view";
import { pastPage, type TextPagesIn } from "./text-pages";

/** The target of links: "blog/slug", its name, and the address of the list. */
interface Linked {
  target: string;
  name: string;
  href: string;
  query: BacklinksQuery;
  /** Draws the frame of the list; by default the name and the number of links. */
  frame?: (sub: string, list: ReactNode) => ReactNode;
}

/** Draws what links here: the profiles, posts and materials whose texts link to a target. */
export async function drawLinks({ t, locale }: PageTools, { target, name, href, query, frame }: Linked) {
  const links = await listBacklinks(target, query);
  const title = t("past.backlinks.titleOf", { name });
  const sub = t("past.backlinks.sub", { count: links.total });
  const list = <BacklinksList {...{ t, locale, href, links }} />;
  const body = frame?.(sub, list) ?? (
    <>
      <PageHead title={title} sub={sub} />
      {list}
    </>
  );
  return { title, robots: "noindex" as const, scopes: links.scopes, body };
}

/** Creates the page of what links to a text. */
export const textLinks = (pages: TextPagesIn) =>
  document({
    params: pages.params,
    query: BacklinksQuery,
    scopes: ({ slug }) => [pages.scope(slug)],
    async render({ slug, ...query }, tools) {
      const head = await pages.find(slug, { ...tools, reader: null });
      if ("to" in head) return head;
      const { t, locale } = tools;
      const href = pages.place(t, locale, head).href("/links");
      return {
        ...pastPage(pages, tools, head, t("past.backlinks.title")),
        ...(await drawLinks(tools, { target: `${pages.area}/${slug}`, name: head.title, href, query })),
      };
    },
  });
