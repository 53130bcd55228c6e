import { and, asc, eq, ne, or } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import {
  conversation,
  conversationAccess,
  directMessage,
  memberBlock,
  messageReport,
} from "@/db/schema/messages";

/**
 * Collects messages a member sent and received, what they reported, whom they blocked, and when an administrator opened
 * a conversation of theirs. Who blocked them or declined their request is left out.
 */
export async function collectMessages(on: Queryable, memberId: string) {
  const words = {
    conversation: directMessage.conversationId,
    text: directMessage.text,
    at: directMessage.createdAt,
    deletedAt: directMessage.deletedAt,
    isRequest: directMessage.isRequest,
  };
  const other = { name: member.displayName, handle: member.handle };
  return {
    messagesSent: await on
      .select({ ...words, to: other })
      .from(directMessage)
      .innerJoin(member, eq(member.id, directMessage.recipientId))
      .where(eq(directMessage.memberId, memberId))
      .orderBy(asc(directMessage.createdAt), asc(directMessage.id)),
    messagesReceived: await on
      .select({ ...words, from: other, reportReason: messageReport.reason })
      .from(directMessage)
      .innerJoin(member, eq(member.id, directMessage.memberId))
      .leftJoin(messageReport, eq(messageReport.messageId, directMessage.id))
      .where(eq(directMessage.recipientId, memberId))
      .orderBy(asc(directMessage.createdAt), asc(directMessage.id)),
    membersBlocked: await on
      .select({ ...other, since: memberBlock.createdAt })
      .from(memberBlock)
      .innerJoin(member, eq(member.id, memberBlock.blockedId))
      .where(eq(memberBlock.memberId, memberId)),
    conversationsOpenedByAdministrators: await on
      .select({
        conversation: conversation.id,
        with: other,
        reason: conversationAccess.reason,
        at: conversationAccess.createdAt,
        until: conversationAccess.expiresAt,
      })
      .from(conversationAccess)
      .innerJoin(conversation, eq(conversation.id, conversationAccess.conversationId))
      .innerJoin(
        member,
        and(
          or(eq(member.id, conversation.firstId), eq(member.id, conversation.secondId)),
          ne(member.id, memberId),
        ),
      )
      .where(or(eq(conversation.firstId, memberId), eq(conversation.secondId, memberId)))
      .orderBy(asc(conversationAccess.createdAt), asc(conversationAccess.id)),
  };
}
