import { and, count, eq, gt, min, type SQL } from "drizzle-orm";
import { directMessage } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";
import { A_DAY } from "./model";

const DAY = 86_400_000;

/**
 * Throws `rate_limited` (`messages`, with `retryAfter` in seconds) if the sender has sent too much within a day, or the
 * receiver got too many requests. Deleted messages count. Both members are locked.
 */
export async function refuseTooMany(
  ctx: Ctx,
  of: { memberId: string; recipientId: string; isRequest: boolean },
): Promise<void> {
  if (env().RATE_LIMITS === "off") return;
  const isBySender = eq(directMessage.memberId, of.memberId);
  await refuseAbove(ctx, A_DAY.messages, isBySender);
  if (!of.isRequest) return;
  const isRequest = eq(directMessage.isRequest, true);
  const requests = can(ctx.actor, "message.ask-many") ? A_DAY.requests : A_DAY.newRequests;
  await refuseAbove(ctx, requests, and(isBySender, isRequest));
  await refuseAbove(ctx, A_DAY.received, and(eq(directMessage.recipientId, of.recipientId), isRequest));
}

async function refuseAbove(ctx: Ctx, most: number, of: SQL | undefined): Promise<void> {
  const [row] = await ctx.tx
    .select({ n: count(), oldest: min(directMessage.createdAt) })
    .from(directMessage)
    .where(and(of, gt(directMessage.createdAt, new Date(ctx.now.getTime() - DAY))));
  if (!row || row.n < most) return;
  const wait = (row.oldest?.getTime() ?? ctx.now.getTime()) + DAY - ctx.now.getTime();
  throw new DomainError("rate_limited", "messages", { retryAfter: Math.max(60, Math.ceil(wait / 1000)) });
}
