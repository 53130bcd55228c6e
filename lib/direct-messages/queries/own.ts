import { and, asc, count, desc, eq, gt, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { type MemberState, type MessagesFrom, member } from "@/db/schema/accounts";
import { conversation, conversationSide, directMessage, memberBlock } from "@/db/schema/messages";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import type { Person } from "@/lib/members/model";
import { excerptOf } from "@/lib/notices";
import type { ListQuery, Shown } from "../model";

/** A conversation in a member's list. `other`: null for a former member. */
export interface ConversationLine {
  id: string;
  other: Person | null;
  isUnread: boolean;
  /** The member asked, and has no answer yet. */
  isWaiting: boolean;
  /** Beginning of the newest message; empty if it was deleted. */
  excerpt: string;
  /** The newest message is the member's own. */
  isOwn: boolean;
  at: Date;
}

/** Returns a member as others see them in messages; null for one who is not active. */
export const personOf = (row: { handle: string; name: string; state: MemberState }): Person | null =>
  row.state === "active" ? { handle: row.handle, name: row.name } : null;

/** Throws `forbidden` to those who can have no messages: tokens, and members who owe the charter. */
export function requireMessages(actor: Actor): void {
  if (!can(actor, "conversation.use", { memberIds: [actor.id] }))
    throw new DomainError("forbidden", "conversation_use");
}

const IS_ARCHIVED = sql`${conversationSide.archivedNumber} >= ${conversationSide.lastNumber}`;
const IS_UNREAD = sql<boolean>`${conversationSide.lastNumber} > ${conversationSide.readNumber}`;

/** SQL: whom the member has blocked stays in the archive only. */
const isBlocked = (memberId: string) => subselect`exists (select 1 from ${memberBlock} b
  where b.member_id = ${memberId}::uuid and b.blocked_id in (${conversation.firstId}, ${conversation.secondId}))`;

/** SQL: the conversations of a list of the member. */
function isIn(shown: Shown, memberId: string): SQL | undefined {
  const isHidden = sql`(${IS_ARCHIVED} or ${isBlocked(memberId)})`;
  if (shown === "archived") return isHidden;
  const isAsked = and(ne(conversation.state, "accepted"), ne(conversation.startedBy, memberId));
  return and(sql`not ${isHidden}`, shown === "requests" ? isAsked : sql`not (${isAsked})`);
}

/** Lists a page of a member's conversations, the one with the newest message first. */
export async function listConversations(actor: Actor, query: ListQuery): Promise<Page<ConversationLine>> {
  requireMessages(actor);
  const { show, before, after } = query;
  const backwards = before !== undefined;
  const key = conversationSide.lastId;
  const place = before ? gt(key, before) : after ? lt(key, after) : undefined;
  const rows = await db()
    .select({
      id: conversation.id,
      lastId: key,
      isUnread: IS_UNREAD,
      isWaiting: sql<boolean>`${conversation.state} <> 'accepted' and ${conversation.startedBy} = ${actor.id}`,
      handle: member.handle,
      name: member.displayName,
      state: member.state,
      text: sql<string | null>`left(${directMessage.text}, 600)`,
      senderId: directMessage.memberId,
      createdAt: directMessage.createdAt,
      startedAt: conversation.createdAt,
    })
    .from(conversationSide)
    .innerJoin(conversation, eq(conversation.id, conversationSide.conversationId))
    .innerJoin(
      member,
      and(
        or(eq(member.id, conversation.firstId), eq(member.id, conversation.secondId)),
        ne(member.id, actor.id),
      ),
    )
    .leftJoin(directMessage, eq(directMessage.id, key))
    .where(and(eq(conversationSide.memberId, actor.id), isIn(show, actor.id), place))
    .orderBy(backwards ? asc(key) : desc(key))
    .limit(PAGE_SIZE + 1);
  const page = cutPage(rows, ({ lastId }) => lastId, { cursor: after, backwards });
  return {
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      other: personOf(row),
      isUnread: row.isUnread,
      isWaiting: row.isWaiting,
      excerpt: excerptOf(row.text ?? ""),
      isOwn: row.senderId === actor.id,
      at: row.createdAt ?? row.startedAt,
    })),
  };
}

/** Counts the requests that wait for a member's answer. */
export async function countRequests(actor: Actor): Promise<number> {
  const [row] = await db()
    .select({ n: count() })
    .from(conversationSide)
    .innerJoin(conversation, eq(conversation.id, conversationSide.conversationId))
    .where(and(eq(conversationSide.memberId, actor.id), isIn("requests", actor.id)));
  return row?.n ?? 0;
}

/** Most unread conversations that are counted. */
const MOST_UNREAD = 100;

/** Counts a member's conversations with unread messages, at most 100. Those with blocked members are not counted. */
export async function countUnread(memberId: string, on: Queryable = db()): Promise<number> {
  const { rows } = await on.execute<{ n: number }>(sql`
    select count(*)::int as n from (select 1 from conversation_side s
      join conversation c on c.id = s.conversation_id
      where s.member_id = ${memberId} and s.last_number > s.read_number and s.last_number > s.archived_number
        and not exists (select 1 from member_block b
          where b.member_id = ${memberId} and b.blocked_id in (c.first_id, c.second_id))
      limit ${MOST_UNREAD}) unread`);
  return rows[0]?.n ?? 0;
}

/** Who can write to a member, and whom they blocked. */
export interface MessageSettings {
  messagesFrom: MessagesFrom;
  isListed: boolean;
  blocked: Person[];
}

/** Finds a member's settings of messages. */
export async function findMessageSettings(actor: Actor): Promise<MessageSettings> {
  requireMessages(actor);
  const [blocked, [own]] = await Promise.all([
    db()
      .select({ handle: member.handle, name: member.displayName })
      .from(memberBlock)
      .innerJoin(member, eq(member.id, memberBlock.blockedId))
      .where(eq(memberBlock.memberId, actor.id))
      .orderBy(asc(member.displayName), asc(member.id)),
    db()
      .select({ messagesFrom: member.messagesFrom, isListed: member.isListed })
      .from(member)
      .where(eq(member.id, actor.id)),
  ]);
  if (!own) throw new DomainError("not_found", "member");
  return { ...own, blocked };
}
