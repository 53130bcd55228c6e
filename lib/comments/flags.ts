import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { commentFlag, type FlagState } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { reportsOf } from "@/lib/queues";

/** Days for which decided reports are stored. */
const FLAG_DAYS = 90;

const flags = reportsOf(commentFlag);

/** Adds a member's report of a comment. Returns its id; null for a second one. */
export const addFlag = (ctx: Ctx, commentId: string, reason: string): Promise<string | null> =>
  flags.add(ctx, { commentId, memberId: ctx.actor?.id ?? "", reason });

/** Closes the open reports of a comment; without a decider if its author deleted it. Returns their ids. */
export const resolveFlags = (
  ctx: Ctx,
  commentId: string,
  state: Exclude<FlagState, "open">,
): Promise<string[]> =>
  flags.decide(ctx, eq(commentFlag.commentId, commentId), {
    state,
    ...(state === "gone" ? { decidedBy: null } : {}),
  });

/** Deletes old decided reports; for the retention job. Returns how many. */
export const removeOldFlags = (tx: Tx, now: Date): Promise<number> => flags.removeOld(tx, now, FLAG_DAYS);
