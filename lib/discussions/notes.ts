import { type TopicNoteKind, topicNote } from "@/db/schema/topic-care";
import { lastNumber } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";

type Columns = typeof topicNote.$inferInsert;
type Details = Pick<Columns, "amount" | "otherId" | "categoryId" | "titles">;

/**
 * Writes a line into a topic whose row is locked, after its last reply: what was done to it, and by whom: its author, a
 * moderator, or the site at a time that a moderator chose.
 */
export async function writeNote(
  ctx: Ctx,
  { id: pageId, createdBy }: { id: string; createdBy: string },
  kind: TopicNoteKind,
  details: Details = {},
): Promise<void> {
  const role =
    ctx.actor === null ? "timer" : kind === "renamed" && ctx.actor.id === createdBy ? "author" : "moderator";
  await ctx.tx.insert(topicNote).values({
    ...details,
    id: newId(ctx.now.getTime()),
    pageId,
    after: await lastNumber(ctx, pageId),
    kind,
    role,
    createdAt: ctx.now,
  });
}
