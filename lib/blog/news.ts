import { and, eq, ne } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { post, postAuthor } from "@/db/schema/blog";
import { subselect } from "@/db/subselect";
import { type Decision, type Describe, type NewsKinds, newsOf, type Worded } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import { findPostAmendment } from "./queries/amended-queries";

const titleOf =
  ({ title }: { title: string }): Worded =>
  () =>
    isolateBidi(title);

/** Finds the post that the reader edited, and the page that shows the decision on the edit. */
export async function nameDecision(
  on: Queryable,
  { pageId, number, isAccepted, amendedAs }: Decision,
): Promise<{ title: Worded; path: string } | null> {
  const [row] = await on
    .select({ slug: post.slug, title: post.title })
    .from(post)
    .where(eq(post.pageId, pageId));
  if (!row) return null;
  const title = titleOf(row);
  // The reviewer's changes to it.
  if (amendedAs !== null) return { title, path: `/blog/${row.slug}/diff?from=${number}&to=${amendedAs}` };
  return { title, path: `/blog/${row.slug}/${isAccepted ? `revisions/${number}` : "edit"}` };
}

/** State of one's own post. A reason is shown while it applies. */
const describeOwnPost: Describe = async (reader, row, on) => {
  const news = row.kind;
  const [own] = await on
    .select({
      id: post.pageId,
      sectionId: post.sectionId,
      publishedAt: post.publishedAt,
      slug: post.slug,
      title: post.title,
      state: post.state,
      publishAt: post.publishAt,
      returnReason: post.returnReason,
      retractionReason: post.retractionReason,
    })
    .from(post)
    .where(
      and(
        eq(post.pageId, row.key),
        subselect`exists (select 1 from post_author a where a.post_id = ${post.pageId} and a.member_id = ${reader.id}
          and a.state = 'agreed')`,
      ),
    );
  if (!own) return null;
  // A cancelled schedule is not shown.
  if (news === "post.scheduled" && own.state !== "scheduled") return null;
  // For a deleted post, only the deletion.
  if ((news === "post.removed") !== (own.state === "removed")) return null;
  const isRead = own.state === "published" || own.state === "retracted";
  const isAccepted = news === "post.published" || news === "post.scheduled";
  const isAmended = isAccepted && (await findPostAmendment(on, own)) !== null;
  const reason =
    news === "post.returned" ? own.returnReason : news === "post.retracted" ? own.retractionReason : null;
  return newsOf({
    news,
    title: titleOf(own),
    path: isAmended ? `/blog/${own.slug}/amended` : pathOfOwn(),
    isAmended,
    reason,
    at: news === "post.scheduled" ? own.publishAt : null,
  });

  function pathOfOwn(): string {
    if (news === "post.removed") return "/blog/mine";
    return isRead ? `/blog/${own?.slug}` : `/blog/${own?.slug}/edit`;
  }
};

/** A byline request, until answered. */
const describeByline: Describe = async (reader, row, on) => {
  const [found] = await on
    .select({ slug: post.slug, title: post.title })
    .from(post)
    .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
    .where(
      and(
        eq(post.pageId, row.key),
        ne(post.state, "removed"),
        eq(postAuthor.memberId, reader.id),
        eq(postAuthor.state, "asked"),
      ),
    );
  if (!found) return null;
  return newsOf({ news: "post.byline", title: titleOf(found), path: `/blog/${found.slug}/byline` });
};

/** Notices to authors of posts. */
export const BLOG_NEWS: NewsKinds = {
  "post.byline": describeByline,
  "post.scheduled": describeOwnPost,
  "post.published": describeOwnPost,
  "post.returned": describeOwnPost,
  "post.retracted": describeOwnPost,
  "post.removed": describeOwnPost,
};
