import { and, desc, eq, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { conversation, conversationSide, directMessage } from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { lockMembers } from "@/lib/core/lock-members";
import { env } from "@/lib/env";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { refuseTooMany } from "../limits";
import type { SendMessage, WriteTo } from "../model";
import { byHandle, findRelation, type Relation } from "../relation";
import { lockConversation } from "./lock-conversation";

/** A message that was sent. `isRequest`: it waits for an answer, and is not one itself. */
export interface Sent {
  conversationId: string;
  isRequest: boolean;
}

/**
 * Writes to a member: a request if they have not answered before. Throws `not_found` for an unknown member, `forbidden`
 * to write to oneself, `conflict` if they take no messages, or none of this member's (`message_closed`), if the request
 * waits already (`message_waits`) or the actor blocked them (`message_blocked`), and `rate_limited`.
 */
export async function writeTo(ctx: Ctx, { handle, ...words }: WriteTo): Promise<Sent> {
  const [other] = await ctx.tx.select({ id: member.id }).from(member).where(byHandle(handle));
  if (!other) throw new DomainError("not_found", "member");
  return send(ctx, other.id, words);
}

/** Sends a message in a conversation; the first answer to a request accepts it. Throws as `writeTo`. */
export async function sendMessage(ctx: Ctx, { id, ...words }: SendMessage): Promise<Sent> {
  const [row] = await ctx.tx
    .select({ firstId: conversation.firstId, secondId: conversation.secondId })
    .from(conversation)
    .where(eq(conversation.id, id));
  const memberId = ctx.actor?.id ?? "";
  if (!row || (row.firstId !== memberId && row.secondId !== memberId))
    throw new DomainError("not_found", "conversation");
  return send(ctx, row.firstId === memberId ? row.secondId : row.firstId, words);
}

type Words = Omit<SendMessage, "id">;

async function send(ctx: Ctx, otherId: string, words: Words): Promise<Sent> {
  const memberId = ctx.actor?.id ?? "";
  // Members first, then the conversation: simultaneous messages of a pair wait for each other and are counted.
  await lockMembers(ctx.tx, memberId, otherId);
  const earlier = await findEarlier(ctx, memberId, words.clientToken);
  if (earlier) return earlier;
  const relation = await findRelation(ctx.tx, memberId, eq(member.id, otherId));
  if (!relation) throw new DomainError("not_found", "member");
  ctx.authorize("message.write", { recipientId: otherId });
  if (relation.way === "closed") throw new DomainError("conflict", "message_closed");
  if (relation.way === "waiting") throw new DomainError("conflict", "message_waits");
  if (relation.isBlocked) throw new DomainError("conflict", "message_blocked");
  const isRequest = relation.conversation === null;
  await refuseTooMany(ctx, { memberId, recipientId: otherId, isRequest });
  // Parsed here and not when it is drawn: a page has many messages, and each can be made to take long.
  const content = fromTextarea(words.text, { home: env().APP_URL });
  const conversationId = await prepareConversation(ctx, relation, memberId);
  const messageId = newId(ctx.now.getTime());
  const number = await nextNumber(ctx, conversationId);
  await ctx.tx.insert(directMessage).values({
    id: messageId,
    conversationId,
    number,
    memberId,
    recipientId: otherId,
    isRequest,
    ...words,
    content,
    createdAt: ctx.now,
  });
  await moveSides(ctx, { conversationId, memberId, otherId, number, messageId });
  await ctx.record("message.sent", { memberId, recipientId: otherId, conversationId, messageId, isRequest });
  return { conversationId, isRequest };
}

/** Finds the message that a form sent before. */
async function findEarlier(ctx: Ctx, memberId: string, clientToken: string): Promise<Sent | null> {
  const [row] = await ctx.tx
    .select({ conversationId: directMessage.conversationId, isRequest: directMessage.isRequest })
    .from(directMessage)
    .where(and(eq(directMessage.memberId, memberId), eq(directMessage.clientToken, clientToken)));
  if (!row) return null;
  ctx.authorize("conversation.use", { memberIds: [memberId] });
  ctx.skipAudit("the same message came again");
  return row;
}

/** Starts the conversation, or accepts the request that this message answers. Returns its id. */
async function prepareConversation(ctx: Ctx, relation: Relation, memberId: string): Promise<string> {
  const { conversation: found, other } = relation;
  if (!found) {
    const [firstId = "", secondId = ""] = [memberId, other.id].sort();
    const id = newId(ctx.now.getTime());
    const row = {
      id,
      firstId,
      secondId,
      startedBy: memberId,
      state: "requested" as const,
      createdAt: ctx.now,
    };
    await ctx.tx.insert(conversation).values(row);
    return id;
  }
  await lockConversation(ctx, found.id);
  if (found.state !== "accepted") {
    await ctx.tx.update(conversation).set({ state: "accepted" }).where(eq(conversation.id, found.id));
    await ctx.record("conversation.accepted", { memberId, conversationId: found.id });
  }
  return found.id;
}

/** Finds the next number. The conversation is locked or new, and messages are numbered on when old ones expire. */
async function nextNumber(ctx: Ctx, conversationId: string): Promise<number> {
  const [last] = await ctx.tx
    .select({ number: conversationSide.lastNumber })
    .from(conversationSide)
    .where(eq(conversationSide.conversationId, conversationId))
    .orderBy(desc(conversationSide.lastNumber))
    .limit(1);
  return (last?.number ?? 0) + 1;
}

/** Puts the conversation on top of both lists; its sender has read it up to this message. */
async function moveSides(
  ctx: Ctx,
  of: { conversationId: string; memberId: string; otherId: string; number: number; messageId: string },
): Promise<void> {
  const { conversationId, memberId, otherId, number, messageId } = of;
  for (const [one, readNumber] of [
    [memberId, number],
    [otherId, 0],
  ] as const) {
    const side = { lastNumber: number, lastId: messageId };
    await ctx.tx
      .insert(conversationSide)
      .values({ conversationId, memberId: one, ...side, readNumber, archivedNumber: 0 })
      .onConflictDoUpdate({
        target: [conversationSide.conversationId, conversationSide.memberId],
        set: { ...side, readNumber: sql`greatest(${conversationSide.readNumber}, ${readNumber})` },
      });
  }
}
