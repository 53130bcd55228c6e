import { TextHistoryView } from "@/components/revisions/text-history-view";
import { findPostHead } from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import { authorsIn, HistoryQuery, handlesOf, listHistory } from "@/lib/profiles/reading";
import { document } from "@/lib/web/document";
import { leadToPost, PostParams, postCrumbs, postPlace } from "../post-address";

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
    const title = t("blog.history.title", { title: head.title });
    return {
      title,
      current: "blog",
      robots: "noindex",
      crumbs: postCrumbs(t, head, t("blog.history.crumb")),
      scopes: handlesOf(authorsIn(history.rows)).map(scope.member),
      body: (
        <TextHistoryView
          {...{ t, locale, history }}
          place={postPlace(t, locale, head)}
          words={{ title, sub: t("blog.history.sub"), nothing: t("blog.history.nothing") }}
        />
      ),
    };
  },
});
