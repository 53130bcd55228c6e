import { and, count, countDistinct, eq, min, ne } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { comment, commentFlag, post } from "@/db/schema/blog";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import type { Waiting } from "@/lib/core/waiting";
import { isReported } from "../waiting";

/** What of the blog waits for a moderator, counted whole; null for who is none. */
export async function countBlogWaiting(
  actor: Actor,
  on: Queryable = db(),
): Promise<Record<"posts" | "changes" | "comments" | "flags", Waiting> | null> {
  if (!can(actor, "post.publish")) return null;
  const [[posts], [changes], [comments], [flags]] = await Promise.all([
    on
      .select({ count: count(), oldest: min(post.submittedAt) })
      .from(post)
      .where(eq(post.state, "submitted")),
    on
      .select({ count: countDistinct(post.pageId), oldest: min(revision.createdAt) })
      .from(revision)
      .innerJoin(post, eq(post.sectionId, revision.sectionId))
      .where(and(eq(revision.state, "pending"), ne(post.state, "removed"))),
    on
      .select({ count: count(), oldest: min(comment.createdAt) })
      .from(comment)
      .where(eq(comment.state, "held")),
    on
      .select({ count: countDistinct(comment.id), oldest: min(commentFlag.createdAt) })
      .from(commentFlag)
      .innerJoin(comment, eq(comment.id, commentFlag.commentId))
      .where(and(eq(commentFlag.state, "open"), isReported())),
  ]);
  const none: Waiting = { count: 0, oldest: null };
  return {
    ...{ posts: posts ?? none, changes: changes ?? none },
    ...{ comments: comments ?? none, flags: flags ?? none },
  };
}
