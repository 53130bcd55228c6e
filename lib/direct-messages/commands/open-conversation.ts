import { and, eq, gt } from "drizzle-orm";
import { conversation, conversationAccess, directMessage, messageReport } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { requireConfirmed } from "@/lib/core/step-up";
import { ACCESS_HOURS, type OpenConversation } from "../model";

/**
 * Lets an administrator read the conversation of a reported message for a day, because of a reason that both members are
 * told. The password must have been given within ten minutes. Throws `not_found`; `conflict` if the report is decided;
 * `forbidden` to all but administrators, and to one of the two members.
 */
export async function openConversation(ctx: Ctx, { id: reportId, reason }: OpenConversation): Promise<void> {
  const [row] = await ctx.tx
    .select({
      state: messageReport.state,
      senderId: messageReport.senderId,
      conversationId: conversation.id,
      firstId: conversation.firstId,
      secondId: conversation.secondId,
    })
    .from(messageReport)
    .innerJoin(directMessage, eq(directMessage.id, messageReport.messageId))
    .innerJoin(conversation, eq(conversation.id, directMessage.conversationId))
    .where(eq(messageReport.id, reportId))
    // Two simultaneous requests of one administrator must not notify the members twice.
    .for("update", { of: messageReport });
  const memberIds = row ? [row.firstId, row.secondId] : [];
  ctx.authorize("conversation.open", { memberIds });
  if (!row) throw new DomainError("not_found", "message");
  requireConfirmed(ctx);
  const memberId = ctx.actor?.id ?? "";
  const { conversationId } = row;
  const isOpen = and(
    eq(conversationAccess.reportId, reportId),
    eq(conversationAccess.memberId, memberId),
    gt(conversationAccess.expiresAt, ctx.now),
  );
  const [earlier] = await ctx.tx.select({ id: conversationAccess.id }).from(conversationAccess).where(isOpen);
  if (earlier) return ctx.skipAudit("it is open already");
  if (row.state !== "open") throw new DomainError("conflict", "already_decided");
  const accessId = newId(ctx.now.getTime());
  const expiresAt = new Date(ctx.now.getTime() + ACCESS_HOURS * 3_600_000);
  await ctx.tx
    .insert(conversationAccess)
    .values({ id: accessId, conversationId, reportId, memberId, reason, createdAt: ctx.now, expiresAt });
  const fact = { memberId: row.senderId, memberIds, conversationId, reportId, accessId, reason };
  await ctx.record("conversation.opened", fact);
}
