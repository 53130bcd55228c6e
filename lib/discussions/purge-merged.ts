import { and, eq } from "drizzle-orm";
import { comment, commentMove } from "@/db/schema/comments";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { factOf } from "@/lib/pages/moderation";
import { purgeWhole } from "@/lib/revisions";
import { forgetWords } from "@/lib/search";
import { topicKinds } from "./message-kind";

/**
 * Purges the first message of the topics of which a purged reply was the first message before they were merged into
 * another: nobody reads it there any more, but it is the same text.
 */
export async function purgeMerged(ctx: Ctx, { commentId }: { commentId: string }): Promise<void> {
  const merged = await ctx.tx
    .select({ pageId: topic.pageId, why: comment.purgedFor, words: comment.reason })
    .from(commentMove)
    .innerJoin(topic, and(eq(topic.pageId, commentMove.pageId), eq(topic.state, "merged")))
    .innerJoin(comment, eq(comment.id, commentMove.commentId))
    .where(and(eq(commentMove.commentId, commentId), eq(commentMove.number, 0)))
    .orderBy(topic.pageId);
  for (const { pageId, why, words } of merged) {
    if (why === null) continue;
    for (const { section, revisions, texts } of await purgeWhole(ctx, pageId, topicKinds, {
      why,
      words: words ?? "",
    })) {
      for (const { createdAt, ...each } of revisions)
        await ctx.record("revision.purged", {
          ...factOf(section, each),
          why,
          since: createdAt.toISOString(),
          commentId,
        });
      await forgetWords(ctx.tx, texts);
    }
  }
}
