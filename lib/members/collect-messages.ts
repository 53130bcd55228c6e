import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member, memberBlock, memberMessage } from "@/db/schema/accounts";

/**
 * What the member wrote to others and received from them through the site, and whom they blocked. Whether somebody
 * blocked them is left out: what they wrote stands there as it was sent.
 */
export async function collectMessages(on: Queryable, memberId: string) {
  const words = {
    subject: memberMessage.subject,
    text: memberMessage.text,
    at: memberMessage.createdAt,
    showsAddress: memberMessage.tellsAddress,
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
