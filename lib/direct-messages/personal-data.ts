import { and, eq, isNull, notInArray, or, sql } from "drizzle-orm";
import {
  conversation,
  conversationAccess,
  conversationSide,
  directMessage,
  memberBlock,
  memberMessage,
  messageReport,
} from "@/db/schema/messages";
import type { Ctx } from "@/lib/core/ctx";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { collectMessages } from "./collect-messages";
import { MESSAGE_DAYS, REPORT_DAYS } from "./model";
import { messageReports } from "./reports";

/** Days for which the messages of the version before are stored. */
const EARLIER_DAYS = 30;

const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

/** Deletes old reports and messages, and conversations that have none left. A reported message stays with its report. */
async function expire({ tx, now }: Ctx): Promise<Record<string, number>> {
  const messageReportsRemoved = await messageReports.removeOld(tx, now, REPORT_DAYS);
  const conversationAccesses = await sweep(
    tx,
    sql`delete from conversation_access where id in (select a.id from conversation_access a
      where a.expires_at < ${before(now, REPORT_DAYS)} limit 1000)`,
  );
  const memberMessages = await sweep(
    tx,
    sql`delete from direct_message where id in (select d.id from direct_message d
      where d.created_at < ${before(now, MESSAGE_DAYS)}
        and not exists (select 1 from message_report r where r.message_id = d.id) limit 2000)`,
  );
  await sweep(
    tx,
    sql`delete from conversation where id in (select c.id from conversation c
      where c.created_at < ${before(now, MESSAGE_DAYS)}
        and not exists (select 1 from direct_message d where d.conversation_id = c.id) limit 1000)`,
  );
  const earlier = await sweep(
    tx,
    sql`delete from member_message where id in (select m.id from member_message m
      where m.created_at < ${before(now, EARLIER_DAYS)} limit 2000)`,
  );
  return {
    memberMessages: memberMessages + earlier,
    messageReports: messageReportsRemoved,
    conversationAccesses,
  };
}

/**
 * Erases what a member wrote, and reports of it. The other member keeps what they wrote themselves, in a conversation with
 * a former member; one in which they wrote nothing goes.
 */
async function erase({ tx }: Ctx, memberId: string): Promise<void> {
  await tx.delete(memberMessage).where(eq(memberMessage.recipientId, memberId));
  await tx.delete(memberBlock).where(eq(memberBlock.blockedId, memberId));
  await tx
    .delete(messageReport)
    .where(or(eq(messageReport.senderId, memberId), eq(messageReport.memberId, memberId)));
  const own = or(eq(conversation.firstId, memberId), eq(conversation.secondId, memberId));
  const kept = tx
    .select({ id: directMessage.conversationId })
    .from(directMessage)
    .where(and(eq(directMessage.recipientId, memberId), isNull(directMessage.deletedAt)));
  await tx.delete(conversation).where(and(own, notInArray(conversation.id, kept)));
  await tx
    .update(directMessage)
    .set({
      text: "",
      content: null,
      deletedAt: sql`coalesce(${directMessage.deletedAt}, ${directMessage.createdAt})`,
    })
    .where(eq(directMessage.memberId, memberId));
}

/** Messages between members. */
export const MESSAGE_DATA: PersonalData = {
  collect: collectMessages,
  expire,
  erase,
  tables: [conversationSide, conversationAccess, messageReport, memberBlock, memberMessage],
  besides: [
    conversation.firstId,
    conversation.secondId,
    conversation.startedBy,
    directMessage.memberId,
    directMessage.recipientId,
    messageReport.senderId,
    memberBlock.blockedId,
    memberMessage.recipientId,
  ],
};
