import { and, eq } from "drizzle-orm";
import { conversation, directMessage } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";

/**
 * Loads a conversation of the actor with its row locked, and the other member's id. Throws `not_found` to anyone who is
 * not one of its two members, so that nobody learns which exist.
 */
export async function lockConversation(ctx: Ctx, id: string) {
  const [row] = await ctx.tx
    .select({
      id: conversation.id,
      firstId: conversation.firstId,
      secondId: conversation.secondId,
      startedBy: conversation.startedBy,
      state: conversation.state,
    })
    .from(conversation)
    .where(eq(conversation.id, id))
    .for("update");
  const memberId = ctx.actor?.id ?? "";
  if (!row || (row.firstId !== memberId && row.secondId !== memberId))
    throw new DomainError("not_found", "conversation");
  const memberIds = [row.firstId, row.secondId];
  ctx.authorize("conversation.use", { memberIds });
  return { ...row, memberId, otherId: row.firstId === memberId ? row.secondId : row.firstId };
}

/** Loads a message of a conversation with its row locked. Throws `not_found`. */
export async function lockMessage(ctx: Ctx, conversationId: string, messageId: string) {
  const [row] = await ctx.tx
    .select({
      memberId: directMessage.memberId,
      text: directMessage.text,
      createdAt: directMessage.createdAt,
      deletedAt: directMessage.deletedAt,
    })
    .from(directMessage)
    .where(and(eq(directMessage.id, messageId), eq(directMessage.conversationId, conversationId)))
    .for("update");
  if (!row) throw new DomainError("not_found", "message");
  return row;
}
