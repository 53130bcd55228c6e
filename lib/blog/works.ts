import { and, eq, inArray, ne } from "drizzle-orm";
import { post, postAuthor } from "@/db/schema/blog";
import { PAGE_SIZE } from "@/lib/core/paging";
import { readingBy } from "@/lib/pages";
import { ownWorks, type WorkKind } from "@/lib/publishing";
import { discardPostDrafts } from "./commands/edit-text";
import { PostParams } from "./model";
import { postPages } from "./page-kind";
import { listPostDrafts } from "./queries/draft-queries";
import { countPostsUnder, listPostAddresses } from "./queries/list-queries";

const { kind, area, list } = postPages;

/** Posts, among all that members write under their names. */
export const postWorks: WorkKind = {
  kind,
  area,
  list,
  mine: "posts.mine.title",
  params: PostParams,
  async listOwn(on, memberId, at) {
    const signed = on
      .select({ id: postAuthor.postId })
      .from(postAuthor)
      .where(and(eq(postAuthor.memberId, memberId), eq(postAuthor.state, "agreed")));
    const own = and(inArray(post.pageId, signed), ne(post.state, "removed"));
    const { past, order } = readingBy(post.pageId, at);
    const rows = await on
      .select({
        id: post.pageId,
        slug: post.slug,
        title: post.title,
        language: post.language,
        state: post.state,
        createdAt: post.createdAt,
        returnReason: post.returnReason,
        retractionReason: post.retractionReason,
      })
      .from(post)
      .where(and(own, past))
      .orderBy(order)
      .limit(PAGE_SIZE + 1);
    return { rows: ownWorks({ kind, area }, rows), total: await on.$count(post, own) };
  },
  listDrafts: listPostDrafts,
  discardDrafts: discardPostDrafts,
  listAddresses: listPostAddresses,
  countUnder: countPostsUnder,
};
