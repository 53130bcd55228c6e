import { and, eq, inArray, or } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { conversation, conversationSide, messageReport } from "@/db/schema/messages";
import type { Actor } from "@/lib/core/actor";
import type { Person } from "@/lib/members/model";
import type { MessagePart, PartQuery } from "../model";
import { byHandle, findRelation, type Way } from "../relation";
import { listMessages } from "./messages";
import { personOf, requireMessages } from "./own";

/** A conversation for one of its two members. */
export interface Conversation extends MessagePart {
  id: string;
  /** Null for a former member. */
  other: Person | null;
  /** The member has to answer the request of the other. */
  isAsked: boolean;
  /** The member can write: nothing keeps them from it on either side. */
  way: Way;
  isBlocked: boolean;
  isArchived: boolean;
  /** The number up to which it was read before, and that of the newest message. */
  readNumber: number;
  lastNumber: number;
  /** Ids of the shown messages that the member reported. */
  reported: readonly string[];
}

/** Finds a conversation of a member; null for anyone who is not one of its two members. */
export async function findConversation(
  actor: Actor,
  id: string,
  part: PartQuery = {},
): Promise<Conversation | null> {
  requireMessages(actor);
  const [row] = await db()
    .select({
      firstId: conversation.firstId,
      secondId: conversation.secondId,
      readNumber: conversationSide.readNumber,
      lastNumber: conversationSide.lastNumber,
      archivedNumber: conversationSide.archivedNumber,
    })
    .from(conversation)
    .innerJoin(
      conversationSide,
      and(eq(conversationSide.conversationId, conversation.id), eq(conversationSide.memberId, actor.id)),
    )
    .where(
      and(
        eq(conversation.id, id),
        or(eq(conversation.firstId, actor.id), eq(conversation.secondId, actor.id)),
      ),
    );
  if (!row) return null;
  const otherId = row.firstId === actor.id ? row.secondId : row.firstId;
  const [relation, shown] = await Promise.all([
    findRelation(db(), actor.id, eq(member.id, otherId)),
    listMessages(db(), id, part),
  ]);
  if (!relation?.conversation) return null;
  const { state, startedBy } = relation.conversation;
  return {
    id,
    other: personOf(relation.other),
    isAsked: state !== "accepted" && startedBy !== actor.id,
    way: relation.way,
    isBlocked: relation.isBlocked,
    isArchived: row.archivedNumber >= row.lastNumber,
    readNumber: row.readNumber,
    lastNumber: row.lastNumber,
    ...shown,
    reported: await listReported(
      actor.id,
      shown.messages.map((one) => one.id),
    ),
  };
}

async function listReported(memberId: string, messageIds: string[]): Promise<string[]> {
  const rows = await db()
    .select({ id: messageReport.messageId })
    .from(messageReport)
    .where(and(eq(messageReport.memberId, memberId), inArray(messageReport.messageId, messageIds)));
  return rows.map(({ id }) => id);
}

/** A member to write to. */
export interface Addressee extends Person {
  way: Way;
  isBlocked: boolean;
  /** The conversation that there is already. */
  conversationId: string | null;
}

/** Finds a member to write to; null if there is no such active member. */
export async function findAddressee(actor: Actor, handle: string): Promise<Addressee | null> {
  requireMessages(actor);
  const found = await findRelation(db(), actor.id, byHandle(handle));
  if (!found) return null;
  const { other, conversation: of, way, isBlocked } = found;
  return { handle: other.handle, name: other.name, way, isBlocked, conversationId: of?.id ?? null };
}
