import { and, eq, lt, sql } from "drizzle-orm";
import { conversation, conversationSide } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { clearNotices } from "@/lib/notices";
import type { OfConversation } from "../model";
import { CONVERSATION_NEWS_KIND } from "../notices";
import { lockConversation } from "./lock-conversation";

/** Accepts a request, so that both can write. Throws `forbidden` to the one who asked. */
export async function acceptRequest(ctx: Ctx, { id }: OfConversation): Promise<OfConversation> {
  const row = await lockAsked(ctx, id);
  if (row.state === "accepted") {
    ctx.skipAudit("it was accepted before");
    return { id };
  }
  await ctx.tx.update(conversation).set({ state: "accepted" }).where(eq(conversation.id, id));
  await setArchived(ctx, row, 0);
  await ctx.record("conversation.accepted", { memberId: row.memberId, conversationId: id });
  return { id };
}

/**
 * Declines a request: it leaves the list, and the one who asked is not notified. It can be accepted later. Throws
 * `conflict` (`message_answered`) if it was accepted.
 */
export async function declineRequest(ctx: Ctx, { id }: OfConversation): Promise<void> {
  const row = await lockAsked(ctx, id);
  if (row.state === "accepted") throw new DomainError("conflict", "message_answered");
  if (row.state === "declined") return ctx.skipAudit("it was declined before");
  await ctx.tx.update(conversation).set({ state: "declined" }).where(eq(conversation.id, id));
  await archive(ctx, row);
  await ctx.record("conversation.declined", { memberId: row.memberId, conversationId: id });
}

/** Takes a conversation out of the member's own list until there is a new message. */
export async function archiveConversation(ctx: Ctx, { id }: OfConversation): Promise<void> {
  const row = await lockConversation(ctx, id);
  if (!(await archive(ctx, row))) return ctx.skipAudit("it was archived before");
  await ctx.record("conversation.archived", { memberId: row.memberId, conversationId: id });
}

/** Saves how far a member has read a conversation, and clears its notification. The number never falls. */
export async function markRead(ctx: Ctx, { id, number }: OfConversation & { number: number }): Promise<void> {
  ctx.authorize("conversation.use", { memberIds: [ctx.actor?.id ?? ""] });
  ctx.skipAudit("reading is not recorded");
  const memberId = ctx.actor?.id ?? "";
  const own = and(eq(conversationSide.conversationId, id), eq(conversationSide.memberId, memberId));
  const { rowCount } = await ctx.tx
    .update(conversationSide)
    .set({ readNumber: sql`least(${number}::int, ${conversationSide.lastNumber})` })
    .where(and(own, lt(conversationSide.readNumber, number)));
  if (rowCount) await clearNews(ctx, { id, memberId });
}

type Own = Awaited<ReturnType<typeof lockConversation>>;

async function lockAsked(ctx: Ctx, id: string): Promise<Own> {
  const row = await lockConversation(ctx, id);
  ctx.authorize("conversation.answer", { memberIds: [row.firstId, row.secondId], startedBy: row.startedBy });
  return row;
}

async function archive(ctx: Ctx, { id, memberId }: Own): Promise<boolean> {
  const { rowCount } = await ctx.tx
    .update(conversationSide)
    .set({ archivedNumber: conversationSide.lastNumber, readNumber: conversationSide.lastNumber })
    .where(
      and(
        eq(conversationSide.conversationId, id),
        eq(conversationSide.memberId, memberId),
        lt(conversationSide.archivedNumber, conversationSide.lastNumber),
      ),
    );
  await clearNews(ctx, { id, memberId });
  return rowCount !== null && rowCount > 0;
}

function setArchived(ctx: Ctx, { id, memberId }: Own, archivedNumber: number) {
  return ctx.tx
    .update(conversationSide)
    .set({ archivedNumber })
    .where(and(eq(conversationSide.conversationId, id), eq(conversationSide.memberId, memberId)));
}

/** Clears a member's notification of a conversation. */
export function clearNews(ctx: Ctx, { id, memberId }: { id: string; memberId: string }): Promise<void> {
  return clearNotices(ctx, { kind: CONVERSATION_NEWS_KIND, key: id }, sql`n.member_id = ${memberId}::uuid`);
}
