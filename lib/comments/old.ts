import { and, eq, inArray } from "drizzle-orm";
import { comment } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import type { Content } from "@/lib/text/nodes";
import { lastNumber } from "./numbers";

/** A comment that was written elsewhere. */
export interface OldComment {
  id: string;
  authorId: string;
  content: Content;
  createdAt: Date;
  /** The comment that it answers. */
  parentId: string | null;
}

/** Rows of one statement. */
const BATCH = 500;

/**
 * Adds comments from elsewhere to a page with numbered comments whose row is locked, under the next numbers and with their
 * own times. Nobody is notified. Returns the last number.
 */
export async function addOldComments(
  ctx: Ctx,
  pageId: string,
  comments: readonly OldComment[],
): Promise<number> {
  const first = (await lastNumber(ctx, pageId)) + 1;
  const rows = comments.map((one, n) => ({
    ...one,
    pageId,
    number: first + n,
    state: "shown" as const,
    clientToken: `import-${one.id}`,
  }));
  for (let at = 0; at < rows.length; at += BATCH)
    await ctx.tx.insert(comment).values(rows.slice(at, at + BATCH));
  return first + rows.length - 1;
}

/** Hides comments that were imported, with a reason for moderators. Returns how many were shown. */
export async function hideOldComments(ctx: Ctx, ids: readonly string[], reason: string): Promise<number> {
  if (ids.length === 0) return 0;
  const hidden = await ctx.tx
    .update(comment)
    .set({ state: "hidden", reason, decidedAt: ctx.now })
    .where(and(inArray(comment.id, [...ids]), eq(comment.state, "shown")))
    .returning({ id: comment.id });
  return hidden.length;
}
