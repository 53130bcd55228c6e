import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { directMessage, memberBlock, messageReport } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import {
  type DecideReport,
  isDeletable,
  type OfConversation,
  type OfMessage,
  type ReportMessage,
  type Unblock,
} from "../model";
import { messageReports } from "../reports";
import { clearNews } from "./conversations";
import { lockConversation, lockMessage } from "./lock-conversation";

/** Blocks the other member of a conversation, who is not notified and gets the answer of a closed inbox. */
export async function blockMember(ctx: Ctx, { id }: OfConversation): Promise<void> {
  const { memberId, otherId } = await lockConversation(ctx, id);
  const made = await ctx.tx
    .insert(memberBlock)
    .values({ memberId, blockedId: otherId, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ at: memberBlock.createdAt });
  if (made.length === 0) return ctx.skipAudit("they were blocked before");
  await clearNews(ctx, { id, memberId });
  await ctx.record("member.blocked", { memberId, blockedId: otherId });
}

/** Ends the block of a member. */
export async function unblockMember(ctx: Ctx, { handle }: Unblock): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("conversation.use", { memberIds: [memberId] });
  const [other] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.handle, handle));
  const gone = other
    ? await ctx.tx
        .delete(memberBlock)
        .where(and(eq(memberBlock.memberId, memberId), eq(memberBlock.blockedId, other.id)))
        .returning({ blockedId: memberBlock.blockedId })
    : [];
  if (!other || gone.length === 0) return ctx.skipAudit("nobody of that name was blocked");
  await ctx.record("member.unblocked", { memberId, blockedId: other.id });
}

/**
 * Deletes one's own message for a while after it was sent: its text is erased, its place stays. Throws `forbidden`
 * (`message_delete`) for others' messages and later.
 */
export async function deleteMessage(ctx: Ctx, { id, messageId }: OfMessage): Promise<void> {
  const { memberId } = await lockConversation(ctx, id);
  const row = await lockMessage(ctx, id, messageId);
  ctx.authorize("message.delete", { senderId: row.memberId, isOpen: isDeletable(row.createdAt, ctx.now) });
  if (row.deletedAt) return ctx.skipAudit("it was deleted before");
  await ctx.tx
    .update(directMessage)
    .set({ text: "", content: null, deletedAt: ctx.now })
    .where(eq(directMessage.id, messageId));
  await ctx.record("message.deleted", { memberId, conversationId: id, messageId });
}

/**
 * Reports a received message: moderators get its text and nothing else of the conversation. Throws `forbidden` for one's
 * own, `conflict` if it was deleted (`message_gone`) or reported before (`message_reported`).
 */
export async function reportMessage(ctx: Ctx, input: ReportMessage): Promise<void> {
  const { memberId } = await lockConversation(ctx, input.id);
  const { memberId: senderId, text, deletedAt } = await lockMessage(ctx, input.id, input.messageId);
  ctx.authorize("message.report", { senderId });
  if (deletedAt) throw new DomainError("conflict", "message_gone");
  const { messageId, reportReason: reason } = input;
  const reportId = await messageReports.add(ctx, { messageId, memberId, senderId, text, reason });
  if (!reportId) throw new DomainError("conflict", "message_reported");
  await ctx.record("message.reported", { memberId, messageId, reportId });
}

/** Decides on a reported message; suspending its sender is a separate step. Throws `conflict` if it is decided. */
export async function decideReport(ctx: Ctx, { reportId, outcome }: DecideReport): Promise<void> {
  const [row] = await ctx.tx
    .select({
      senderId: messageReport.senderId,
      recipientId: messageReport.memberId,
      messageId: messageReport.messageId,
    })
    .from(messageReport)
    .where(eq(messageReport.id, reportId));
  if (!row) throw new DomainError("not_found", "message");
  const { senderId, recipientId, messageId } = row;
  ctx.authorize("message.decide", { senderId, recipientId });
  const decided = await messageReports.decide(ctx, eq(messageReport.id, reportId), { state: outcome });
  if (decided.length === 0) throw new DomainError("conflict", "already_decided");
  await ctx.record("message.decided", { memberId: senderId, messageId, reportId, outcome });
}
