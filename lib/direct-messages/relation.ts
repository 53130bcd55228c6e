import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { type MemberState, type MessagesFrom, member } from "@/db/schema/accounts";
import { type ConversationState, conversation, memberBlock } from "@/db/schema/messages";
import { subselect } from "@/db/subselect";

/**
 * Whether a member can write to another. `waiting`: their request was not answered, so they cannot write again;
 * `closed`: the other takes no messages, or none of theirs, which look the same.
 */
export type Way = "open" | "waiting" | "closed";

/** What one member is to another in messages. */
export interface Relation {
  other: { id: string; handle: string; name: string; state: MemberState };
  conversation: { id: string; state: ConversationState; startedBy: string } | null;
  /** The first blocked the other. */
  isBlocked: boolean;
  way: Way;
}

const blocks = (who: SQL | typeof member.id, whom: SQL | typeof member.id) => subselect<boolean>`exists (
  select 1 from ${memberBlock} b where b.member_id = ${who} and b.blocked_id = ${whom})`;

/** SQL: the conversation of a member with the one of the row. */
export const isOfPair = (memberId: string): SQL | undefined =>
  and(
    sql`${conversation.firstId} = least(${member.id}, ${memberId}::uuid)`,
    sql`${conversation.secondId} = greatest(${member.id}, ${memberId}::uuid)`,
  );

/** Finds what a member is to another, whom `which` selects; null if there is no such member. */
export async function findRelation(
  on: Queryable,
  memberId: string,
  which: SQL | undefined,
): Promise<Relation | null> {
  const own = sql`${memberId}::uuid`;
  const [row] = await on
    .select({
      id: member.id,
      handle: member.handle,
      name: member.displayName,
      state: member.state,
      isListed: member.isListed,
      messagesFrom: member.messagesFrom,
      isBlocking: blocks(member.id, own),
      isBlocked: blocks(own, member.id),
      conversationId: conversation.id,
      conversationState: conversation.state,
      startedBy: conversation.startedBy,
    })
    .from(member)
    .leftJoin(conversation, isOfPair(memberId))
    .where(which);
  if (!row) return null;
  const { id, handle, name, state, isListed, messagesFrom, isBlocking, isBlocked } = row;
  const { conversationId, conversationState, startedBy } = row;
  const found =
    conversationId && conversationState && startedBy
      ? { id: conversationId, state: conversationState, startedBy }
      : null;
  const isClosed = state !== "active" || isBlocking || id === memberId;
  const way = wayOf({ isClosed, isListed, messagesFrom, conversation: found, memberId });
  return { other: { id, handle, name, state }, conversation: found, isBlocked, way };
}

/**
 * A request that was not answered looks the same whether it waits, was declined, or its receiver blocked the sender
 * afterwards.
 */
function wayOf(of: {
  isClosed: boolean;
  isListed: boolean;
  messagesFrom: MessagesFrom;
  conversation: Relation["conversation"];
  memberId: string;
}): Way {
  const { isClosed, isListed, messagesFrom, conversation: found, memberId } = of;
  if (found && found.state !== "accepted" && found.startedBy === memberId) return "waiting";
  if (isClosed || messagesFrom === "nobody") return "closed";
  if (found) return "open";
  return isListed && messagesFrom === "everyone" ? "open" : "closed";
}

/** SQL: the member with this handle, if active. */
export const byHandle = (handle: string): SQL | undefined =>
  and(eq(member.handle, handle), eq(member.state, "active"));
