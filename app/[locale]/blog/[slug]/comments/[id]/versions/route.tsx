import { CommentVersionsView } from "@/components/blog/comment-versions";
import { CommentParams } from "@/lib/blog/model";
import { findCommentVersions, handlesIn } from "@/lib/blog/queries";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { document } from "@/lib/web/document";
import { postCrumbs } from "../../../post-address";

/** What a comment said before its author changed it, for everyone who reads it. */
export const GET = document({
  params: CommentParams,
  scopes: ({ slug }) => [scope.post(slug)],
  async render({ slug, id }, { t, locale }) {
    const found = await findCommentVersions({ slug, id });
    if (!found) throw new DomainError("not_found", "comment");
    const title = t("blog.comments.versions");
    return {
      title: t("posts.comment.titleOf", { what: title, title: found.post.title }),
      current: "blog",
      robots: "noindex",
      crumbs: postCrumbs(t, found.post, title),
      scopes: handlesIn([found.comment.author ?? "former"]).map(scope.member),
      body: <CommentVersionsView t={t} locale={locale} found={found} />,
    };
  },
});
