import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { memberBlock, memberMessage } from "@/db/schema/messages";

/**
 * Collects messages a member sent and received, and whom they blocked. Who blocked them is left out: a
 * withheld message looks like any other.
 */
export async function collectMessages(on: Queryable, memberId: string) {
  const words = {
    subject: memberMessage.subject,
    text: memberMessage.text,
    at: memberMessage.createdAt,
    showsAddress: memberMessage.tellsAddress,
    isReply: memberMessage.isReply,
  };
  const other = { name: member.displayName, handle: member.handle };
  return {
    messagesSent: await on
      .select({ ...words, to: other })
      .from(memberMessage)
      .innerJoin(member, eq(member.id, memberMessage.recipientId))
      .where(eq(memberMessage.memberId, memberId))
      .orderBy(asc(memberMessage.createdAt)),
    messagesReceived: await on
      .select({ ...words, from: other, reportReason: memberMessage.reportReason })
      .from(memberMessage)
      .innerJoin(member, eq(member.id, memberMessage.memberId))
      .where(and(eq(memberMessage.recipientId, memberId), eq(memberMessage.isWithheld, false)))
      .orderBy(asc(memberMessage.createdAt)),
    membersBlocked: await on
      .select({ ...other, since: memberBlock.createdAt })
      .from(memberBlock)
      .innerJoin(member, eq(member.id, memberBlock.blockedId))
      .where(eq(memberBlock.memberId, memberId)),
  };
}
