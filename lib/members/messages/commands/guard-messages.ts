import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { memberBlock, memberMessage } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { ChangeMessages, DecideReport, OfMessage, ReportMessage, Unblock } from "../model";

/** Turns messages from other members on or off. */
export async function changeMessages(ctx: Ctx, input: ChangeMessages): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("profile-page.edit", { memberId });
  const [row] = await ctx.tx
    .update(member)
    .set({ takesMessages: input.takesMessages === "on" })
    .where(eq(member.id, memberId))
    .returning({ handle: member.handle });
  if (!row) throw new DomainError("not_found", "member");
  await ctx.record("profile-page.changed", { memberId, handle: row.handle });
}

/** Blocks the sender of a message. The audit log names them; the sender is not notified. */
export async function blockSender(ctx: Ctx, { id }: OfMessage): Promise<void> {
  const { memberId, recipientId } = await loadReceived(ctx, id);
  ctx.authorize("message.guard", { recipientId });
  const made = await ctx.tx
    .insert(memberBlock)
    .values({ memberId: recipientId, blockedId: memberId, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ at: memberBlock.createdAt });
  if (made.length === 0) return ctx.skipAudit("the sender was blocked before");
  await ctx.record("member.blocked", { memberId: recipientId, blockedId: memberId });
}

/** Ends the block of a member. */
export async function unblockSender(ctx: Ctx, { handle }: Unblock): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("message.guard", { recipientId: memberId });
  const [other] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.handle, handle));
  const gone = other
    ? await ctx.tx
        .delete(memberBlock)
        .where(and(eq(memberBlock.memberId, memberId), eq(memberBlock.blockedId, other.id)))
        .returning({ blockedId: memberBlock.blockedId })
    : [];
  if (gone.length === 0) return ctx.skipAudit("nobody of that name was blocked");
  await ctx.record("member.unblocked", { memberId, blockedId: other?.id ?? "" });
}

/** Reports a message to moderators, who can read it from then on. Throws `conflict` if it was already reported. */
export async function reportMessage(ctx: Ctx, input: ReportMessage): Promise<void> {
  const { recipientId } = await loadReceived(ctx, input.id);
  ctx.authorize("message.guard", { recipientId });
  const reported = await ctx.tx
    .update(memberMessage)
    .set({ reportState: "open", reportReason: input.reportReason, reportedAt: ctx.now })
    .where(and(eq(memberMessage.id, input.id), isNull(memberMessage.reportState)))
    .returning({ id: memberMessage.id });
  if (reported.length === 0) throw new DomainError("conflict", "message_reported");
  await ctx.record("message.reported", { memberId: recipientId, messageId: input.id });
}

/** Decides on a reported message; suspending its sender is a separate step. Throws `conflict` if it is decided. */
export async function decideMessageReport(ctx: Ctx, input: DecideReport): Promise<void> {
  const [row] = await ctx.tx
    .select({
      memberId: memberMessage.memberId,
      recipientId: memberMessage.recipientId,
      reportState: memberMessage.reportState,
    })
    .from(memberMessage)
    .where(eq(memberMessage.id, input.messageId))
    .for("update");
  if (!row || row.reportState === null) throw new DomainError("not_found", "message");
  ctx.authorize("message.decide", { senderId: row.memberId, recipientId: row.recipientId });
  if (row.reportState !== "open") throw new DomainError("conflict", "already_decided");
  await ctx.tx
    .update(memberMessage)
    .set({ reportState: input.outcome, decidedBy: ctx.actor?.id ?? null, decidedAt: ctx.now })
    .where(eq(memberMessage.id, input.messageId));
  await ctx.record("message.decided", {
    memberId: row.memberId,
    messageId: input.messageId,
    outcome: input.outcome,
  });
}

async function loadReceived(ctx: Ctx, id: string) {
  const [row] = await ctx.tx
    .select({
      memberId: memberMessage.memberId,
      recipientId: memberMessage.recipientId,
      isWithheld: memberMessage.isWithheld,
    })
    .from(memberMessage)
    .where(eq(memberMessage.id, id));
  if (!row || row.isWithheld || row.recipientId !== ctx.actor?.id)
    throw new DomainError("not_found", "message");
  return row;
}
