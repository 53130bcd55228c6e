import { and, eq, inArray } from "drizzle-orm";
import { post, postAuthor } from "@/db/schema/blog";
import { ownWorksOf, type WorkKind } from "@/lib/publishing";
import { discardPostDrafts } from "./commands/edit-text";
import { PostParams } from "./model";
import { postPages } from "./page-kind";
import { listPostDrafts } from "./queries/draft-queries";
import { countPostsUnder, listPostAddresses } from "./queries/list-queries";

const { kind, area, list } = postPages;

/** Posts, among all works of members. */
export const postWorks: WorkKind = {
  kind,
  area,
  list,
  mine: "posts.mine.title",
  params: PostParams,
  listOwn: ownWorksOf(postPages, post, (memberId, on) => {
    const signed = on
      .select({ id: postAuthor.postId })
      .from(postAuthor)
      .where(and(eq(postAuthor.memberId, memberId), eq(postAuthor.state, "agreed")));
    return inArray(post.pageId, signed);
  }),
  listDrafts: listPostDrafts,
  discardDrafts: discardPostDrafts,
  listAddresses: listPostAddresses,
  countUnder: countPostsUnder,
};
