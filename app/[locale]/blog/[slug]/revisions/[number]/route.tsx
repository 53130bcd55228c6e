import { PostRevisionView } from "@/components/blog/post-revision-view";
import { findPostHead, findPostPage, readBodyAfter, readDetailsAfter } from "@/lib/blog/queries";
import { DomainError } from "@/lib/core/errors";
import {
  authorsIn,
  findNeighbours,
  findRevisionLine,
  handlesOf,
  RevisionParam,
} from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { leadToPost, PostParams, postCrumbs } from "../../post-address";

/** A post's text as it stood after one of its revisions, for good. */
export const GET = document({
  params: PostParams.extend({ number: RevisionParam }),
  scopes: ({ slug }) => [scope.post(slug)],
  async render({ slug, number }, tools) {
    const [head, post] = await Promise.all([findPostHead(slug), findPostPage(slug)]);
    if (!head || !post) return leadToPost(slug, tools);
    const line = await findRevisionLine(head.history, number);
    if (!line) throw new DomainError("not_found", "revision");
    const [content, details, neighbours] = await Promise.all([
      readBodyAfter(head, number),
      readDetailsAfter(head, number),
      findNeighbours(head.history, number),
    ]);
    const { t, locale } = tools;
    return {
      title: t("blog.revision.title", { title: head.title, number }),
      current: "blog",
      robots: "noindex",
      crumbs: postCrumbs(t, head, t("blog.revision.crumb", { number })),
      scopes: handlesOf(authorsIn([line])).map(scope.member),
      body: (
        <PostRevisionView
          {...{ t, locale, head, line, content, details, neighbours }}
          pictures={post.pictures}
        />
      ),
    };
  },
});
