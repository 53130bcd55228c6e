import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { commentFlag, type FlagState } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { reportsOf } from "@/lib/queues";

/** How long a report is kept after it was decided, in days. */
const FLAG_DAYS = 90;

const flags = reportsOf(commentFlag);

/** Keeps a member's report of a comment. Answers its id; null for the second of one member. */
export const addFlag = (ctx: Ctx, commentId: string, reason: string): Promise<string | null> =>
  flags.add(ctx, { commentId, memberId: ctx.actor?.id ?? "", reason });

/** Closes the open reports of a comment; nobody decided where its author took it away. Answers their ids. */
export const resolveFlags = (
  ctx: Ctx,
  commentId: string,
  state: Exclude<FlagState, "open">,
): Promise<string[]> =>
  flags.decide(ctx, eq(commentFlag.commentId, commentId), {
    state,
    ...(state === "gone" ? { decidedBy: null } : {}),
  });

/** Removes reports that were decided long ago; for the retention job. Answers how many. */
export const removeOldFlags = (tx: Tx, now: Date): Promise<number> => flags.removeOld(tx, now, FLAG_DAYS);
