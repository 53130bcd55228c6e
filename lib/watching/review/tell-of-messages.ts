import type { Ctx } from "@/lib/core/ctx";
import { listReviewers } from "./queues";
import { settle, tellOf } from "./tell-reviewers";

/** A message was reported: moderators are notified that something waits, not of what it says. */
export async function tellOfMessage(ctx: Ctx): Promise<void> {
  const reviewers = await listReviewers("messages", null, ctx.tx);
  await tellOf(
    ctx,
    "messages",
    reviewers.filter((id) => id !== ctx.actor?.id),
  );
}

/** A report was decided: where none waits any more, nobody need be told that one does. */
export async function settleMessages(ctx: Ctx): Promise<void> {
  await settle(ctx, "messages", []);
}
