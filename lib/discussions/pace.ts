import { and, desc, eq } from "drizzle-orm";
import { comment } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { LoadedTopic } from "./access";

const MINUTE = 60_000;

/**
 * Throws `conflict` / `slow_mode` with the minutes to wait, if the topic has a time between two replies of a member and
 * it is not over. Moderators need not wait.
 */
export async function requireTurn({ id, slowMinutes }: LoadedTopic, ctx: Ctx): Promise<void> {
  if (slowMinutes === null || can(ctx.actor, "topic.moderate")) return;
  const [last] = await ctx.tx
    .select({ at: comment.createdAt })
    .from(comment)
    .where(and(eq(comment.pageId, id), eq(comment.authorId, ctx.actor?.id ?? "")))
    .orderBy(desc(comment.createdAt), desc(comment.id))
    .limit(1);
  const wait = last ? last.at.getTime() + slowMinutes * MINUTE - ctx.now.getTime() : 0;
  if (wait > 0) throw new DomainError("conflict", "slow_mode", { minutes: Math.ceil(wait / MINUTE) });
}
