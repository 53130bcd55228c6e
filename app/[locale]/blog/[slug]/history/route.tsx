import { PostHistoryView } from "@/components/blog/post-history-view";
import { findPostHead } from "@/lib/blog/queries";
import { authorsIn, HistoryQuery, handlesOf, listHistory } from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { leadToPost, PostParams, postCrumbs } from "../post-address";

/** What a post has said since it appeared. */
export const GET = document({
  params: PostParams,
  query: HistoryQuery.pick({ before: true, after: true }),
  scopes: ({ slug }) => [scope.post(slug)],
  async render({ slug, ...query }, tools) {
    const head = await findPostHead(slug);
    if (!head) return leadToPost(slug, tools);
    const { t, locale } = tools;
    const history = await listHistory(head.history, query);
    return {
      title: t("blog.history.title", { title: head.title }),
      current: "blog",
      robots: "noindex",
      crumbs: postCrumbs(t, head, t("blog.history.crumb")),
      scopes: handlesOf(authorsIn(history.rows)).map(scope.member),
      body: <PostHistoryView {...{ t, locale, head, history }} />,
    };
  },
});
