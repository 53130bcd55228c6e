import { postHref } from "@/components/blog/addresses";
import { BacklinksList, backlinksSub } from "@/components/profiles/backlinks-view";
import { PageHead } from "@/components/ui/heading";
import { findPostHead } from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import { listBacklinks } from "@/lib/profiles";
import { BacklinksQuery } from "@/lib/profiles/backlinks/model";
import { document } from "@/lib/web/document";
import { leadToPost, PostParams, postCrumbs } from "../post-address";

/** What links here: the profiles, posts and materials whose texts lead to a post. */
export const GET = document({
  params: PostParams,
  query: BacklinksQuery,
  scopes: ({ slug }) => [scope.post(slug)],
  async render({ slug, ...query }, tools) {
    const head = await findPostHead(slug);
    if (!head) return leadToPost(slug, tools);
    const { t, locale } = tools;
    const links = await listBacklinks(`blog/${slug}`, query);
    const title = t("profiles.backlinks.titleOf", { name: head.title });
    return {
      title,
      current: "blog",
      robots: "noindex",
      scopes: links.scopes,
      crumbs: postCrumbs(t, head, t("profiles.backlinks.title")),
      body: (
        <>
          <PageHead title={title} sub={backlinksSub(t, links)} />
          <BacklinksList t={t} locale={locale} href={postHref(locale, slug, "/links")} links={links} />
        </>
      ),
    };
  },
});
