import { and, count, eq, gt, min, type SQL } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { memberBlock, memberMessage } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { lockMembers } from "@/lib/core/lock-members";
import { env } from "@/lib/env";
import { MESSAGES_A_DAY, NEW_SENDER_DAYS, type ReplyToMessage, type WriteMessage } from "../model";

const DAY = 86_400_000;

/**
 * Sends a message to a member through the site, by mail. Neither learns the other's address, unless the
 * sender chose to show theirs. Throws `not_found` for an unknown member, `forbidden` (`message_write`) if
 * they accept no messages, and `rate_limited`. A blocked sender gets the same answer, but nothing is mailed.
 */
export async function writeMessage(ctx: Ctx, input: WriteMessage): Promise<void> {
  const [to] = await ctx.tx
    .select({ id: member.id, isListed: member.isListed, takesMessages: member.takesMessages })
    .from(member)
    .where(and(eq(member.handle, input.handle), eq(member.state, "active")));
  if (!to) throw new DomainError("not_found", "member");
  ctx.authorize("message.write", { recipientId: to.id, isOpen: to.isListed && to.takesMessages });
  await send(ctx, to.id, input, { isReply: false });
}

/** Answers a received message, even if its sender accepts no messages from others. */
export async function replyToMessage(ctx: Ctx, input: ReplyToMessage): Promise<void> {
  const [asked] = await ctx.tx
    .select({
      senderId: memberMessage.memberId,
      recipientId: memberMessage.recipientId,
      isWithheld: memberMessage.isWithheld,
      state: member.state,
    })
    .from(memberMessage)
    .innerJoin(member, eq(member.id, memberMessage.memberId))
    .where(eq(memberMessage.id, input.id));
  if (!asked || asked.isWithheld || asked.recipientId !== ctx.actor?.id)
    throw new DomainError("not_found", "message");
  if (asked.state !== "active") throw new DomainError("conflict", "message_sender_gone");
  ctx.authorize("message.write", { recipientId: asked.senderId, isOpen: true });
  await send(ctx, asked.senderId, input, { isReply: true });
}

type Words = Pick<WriteMessage, "subject" | "text" | "tellsAddress" | "clientToken">;

async function send(
  ctx: Ctx,
  recipientId: string,
  words: Words,
  { isReply }: { isReply: boolean },
): Promise<void> {
  const senderId = ctx.actor?.id ?? "";
  await lockMembers(ctx.tx, senderId, recipientId);
  const [sent] = await ctx.tx
    .select({ id: memberMessage.id })
    .from(memberMessage)
    .where(and(eq(memberMessage.memberId, senderId), eq(memberMessage.clientToken, words.clientToken)));
  if (sent) return ctx.skipAudit("the same message came again");
  await refuseTooMany(ctx, { senderId, recipientId });
  const [block] = await ctx.tx
    .select({ at: memberBlock.createdAt })
    .from(memberBlock)
    .where(and(eq(memberBlock.memberId, recipientId), eq(memberBlock.blockedId, senderId)));
  const id = newId(ctx.now.getTime());
  const isWithheld = block !== undefined;
  await ctx.tx.insert(memberMessage).values({
    id,
    memberId: senderId,
    recipientId,
    isReply,
    isWithheld,
    createdAt: ctx.now,
    subject: words.subject,
    text: words.text,
    clientToken: words.clientToken,
    tellsAddress: words.tellsAddress === "on",
  });
  await ctx.record("message.sent", { memberId: senderId, recipientId, messageId: id, isWithheld });
}

async function refuseTooMany(
  ctx: Ctx,
  { senderId, recipientId }: { senderId: string; recipientId: string },
): Promise<void> {
  if (env().RATE_LIMITS === "off") return;
  const isNew = await isNewSender(ctx, senderId);
  const most = MESSAGES_A_DAY;
  const from = eq(memberMessage.memberId, senderId);
  const to = eq(memberMessage.recipientId, recipientId);
  await refuseAbove(ctx, isNew ? most.newSender : most.sender, from);
  await refuseAbove(ctx, isNew ? most.newPair : most.pair, and(from, to));
  await refuseAbove(ctx, most.receiver, to);
}

/** Checks whether a member is in their first week and has no role. */
async function isNewSender(ctx: Ctx, memberId: string): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ verifiedAt: member.verifiedAt, role: roleGrant.role })
    .from(member)
    .leftJoin(roleGrant, eq(roleGrant.memberId, member.id))
    .where(eq(member.id, memberId))
    .limit(1);
  const since = row?.verifiedAt ?? ctx.now;
  return !row?.role && ctx.now.getTime() - since.getTime() < NEW_SENDER_DAYS * DAY;
}

async function refuseAbove(ctx: Ctx, most: number, of: SQL | undefined): Promise<void> {
  const [row] = await ctx.tx
    .select({ n: count(), oldest: min(memberMessage.createdAt) })
    .from(memberMessage)
    .where(and(of, gt(memberMessage.createdAt, new Date(ctx.now.getTime() - DAY))));
  if (!row || row.n < most) return;
  const wait = (row.oldest?.getTime() ?? ctx.now.getTime()) + DAY - ctx.now.getTime();
  throw new DomainError("rate_limited", "messages", { retryAfter: Math.max(60, Math.ceil(wait / 1000)) });
}
