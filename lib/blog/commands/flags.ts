import { and, eq, lt, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { comment, commentFlag, type FlagState } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { loadPost, postFact } from "../access";

type At = { slug: string; id: string };

/** How long a report is kept after it was decided, in days. */
export const FLAG_DAYS = 90;

async function loadFlagged(ctx: Ctx, { slug, id }: At) {
  const loaded = await loadPost(ctx, slug);
  const [row] = await ctx.tx
    .select({ id: comment.id, authorId: comment.authorId, state: comment.state })
    .from(comment)
    .where(and(eq(comment.id, id), eq(comment.postId, loaded.id)))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "comment");
  return { row, fact: { ...postFact(loaded), commentId: row.id } };
}

/**
 * Reports a comment to the moderators, with a reason. A member reports a comment once: again is the same report.
 * Throws `not_found` for one that is not shown, and `forbidden` for the own.
 */
export async function flagComment(ctx: Ctx, input: At & { flagReason: string }): Promise<At> {
  const { row, fact } = await loadFlagged(ctx, input);
  if (row.state !== "shown") throw new DomainError("not_found", "comment");
  ctx.authorize("comment.flag", { authorId: row.authorId });
  const made = await ctx.tx
    .insert(commentFlag)
    .values({
      ...{ id: newId(ctx.now.getTime()), commentId: row.id, memberId: ctx.actor?.id ?? "" },
      ...{ reason: input.flagReason, state: "open", createdAt: ctx.now },
    })
    .onConflictDoNothing()
    .returning({ id: commentFlag.id });
  if (made[0]) await ctx.record("comment.flagged", { ...fact, flagId: made[0].id });
  else ctx.untraced("the same member reported it already");
  return { slug: fact.slug, id: row.id };
}

/**
 * Decides that a comment stays as it is: its reports are closed, and who made them is told. Hiding it decides them too.
 * Throws `conflict` / `already_decided` when none waits, and `forbidden` to the author of the comment.
 */
export async function dismissFlags(ctx: Ctx, input: At): Promise<At> {
  const { row, fact } = await loadFlagged(ctx, input);
  ctx.authorize("comment.decide-flags", { authorId: row.authorId });
  const flagIds = await settleFlags(ctx, row.id, "dismissed");
  if (flagIds.length === 0) throw new DomainError("conflict", "already_decided");
  await ctx.record("comment.flags-dismissed", { ...fact, flagIds });
  return { slug: fact.slug, id: row.id };
}

/** Closes the open reports of a comment. Answers their ids. */
export async function settleFlags(
  ctx: Ctx,
  commentId: string,
  state: Exclude<FlagState, "open">,
): Promise<string[]> {
  const settled = await ctx.tx
    .update(commentFlag)
    .set({ state, decidedAt: ctx.now, decidedBy: state === "gone" ? null : (ctx.actor?.id ?? null) })
    .where(and(eq(commentFlag.commentId, commentId), eq(commentFlag.state, "open")))
    .returning({ id: commentFlag.id });
  return settled.map((row) => row.id);
}

/** Removes reports that were decided long ago; for the retention job. Answers how many. */
export async function removeOldFlags(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - FLAG_DAYS * 86_400_000);
  const gone = await tx
    .delete(commentFlag)
    .where(and(ne(commentFlag.state, "open"), lt(commentFlag.decidedAt, before)))
    .returning({ id: commentFlag.id });
  return gone.length;
}
