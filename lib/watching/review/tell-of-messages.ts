import { eq } from "drizzle-orm";
import { memberMessage } from "@/db/schema/accounts";
import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { listReviewers } from "./queues";
import { tellOf } from "./tell-reviewers";

/** A message was reported: moderators who can decide are notified that something waits, not of what it says. */
export async function tellOfMessage(ctx: Ctx, { messageId }: Facts["message.reported"]): Promise<void> {
  const [message] = await ctx.tx
    .select({ senderId: memberMessage.memberId, recipientId: memberMessage.recipientId })
    .from(memberMessage)
    .where(eq(memberMessage.id, messageId));
  if (message) await tellOf(ctx, "messages", await listReviewers("messages", { message }, ctx.tx));
}
