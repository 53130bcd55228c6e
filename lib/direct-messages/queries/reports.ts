import { and, asc, desc, eq, gt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import {
  conversationAccess,
  directMessage,
  type MessageReportState,
  messageReport,
} from "@/db/schema/messages";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { Person } from "@/lib/members/model";
import type { MessagePart, PartQuery } from "../model";
import { listMessages } from "./messages";
import { personOf } from "./own";

/** Most reports on a screen. */
const MOST = 100;

/** A reported message: all that moderators see of its conversation. `from`, `to`: null for a former member. */
export interface MessageReport {
  id: string;
  from: Person | null;
  to: Person | null;
  text: string;
  createdAt: Date;
  reason: string;
  reportedAt: Date;
  state: MessageReportState;
  /** False if the reader wrote or received it. */
  canDecide: boolean;
  /** The reader can ask for the whole conversation. */
  canOpen: boolean;
}

const receiver = alias(member, "receiver");

function reportsWith(actor: Actor) {
  if (!can(actor, "message.decide", { senderId: "", recipientId: "" }))
    throw new DomainError("forbidden", "message_decide");
  return db()
    .select({
      id: messageReport.id,
      text: messageReport.text,
      reason: messageReport.reason,
      reportedAt: messageReport.createdAt,
      reportState: messageReport.state,
      senderId: messageReport.senderId,
      recipientId: messageReport.memberId,
      createdAt: directMessage.createdAt,
      handle: member.handle,
      name: member.displayName,
      state: member.state,
      toHandle: receiver.handle,
      toName: receiver.displayName,
      toState: receiver.state,
    })
    .from(messageReport)
    .innerJoin(directMessage, eq(directMessage.id, messageReport.messageId))
    .innerJoin(member, eq(member.id, messageReport.senderId))
    .innerJoin(receiver, eq(receiver.id, messageReport.memberId));
}

type Row = Awaited<ReturnType<typeof reportsWith>>[number];

function reportOf(actor: Actor, row: Row): MessageReport {
  const { senderId, recipientId } = row;
  return {
    id: row.id,
    text: row.text,
    reason: row.reason,
    reportedAt: row.reportedAt,
    createdAt: row.createdAt,
    state: row.reportState,
    from: personOf(row),
    to: personOf({ handle: row.toHandle, name: row.toName, state: row.toState }),
    canDecide: can(actor, "message.decide", { senderId, recipientId }),
    canOpen: can(actor, "conversation.open", { memberIds: [senderId, recipientId] }),
  };
}

/** Lists open reports of messages, oldest first. For moderators; messages that were not reported are never included. */
export async function listReports(actor: Actor): Promise<MessageReport[]> {
  const rows = await reportsWith(actor)
    .where(eq(messageReport.state, "open"))
    .orderBy(asc(messageReport.createdAt), asc(messageReport.id))
    .limit(MOST);
  return rows.map((row) => reportOf(actor, row));
}

/** What an administrator opened: until when, why, and the messages. */
export interface OpenedConversation extends MessagePart {
  reason: string;
  until: Date;
  /** Its members, by the id that their messages have. */
  names: ReadonlyMap<string, Person | null>;
}

/**
 * Finds a report for an administrator, with the conversation while they have it open. Throws `forbidden` to all but
 * administrators and to its members, `not_found`.
 */
export async function findReport(
  actor: Actor,
  reportId: string,
  { part, now }: { part: PartQuery; now: Date },
): Promise<{ report: MessageReport; opened: OpenedConversation | null }> {
  if (!can(actor, "conversation.open", { memberIds: [] }))
    throw new DomainError("forbidden", "conversation_open");
  const [row] = await reportsWith(actor).where(eq(messageReport.id, reportId));
  if (!row) throw new DomainError("not_found", "message");
  const report = reportOf(actor, row);
  if (!report.canOpen) throw new DomainError("forbidden", "conversation_open");
  const [access] = await db()
    .select({
      conversationId: conversationAccess.conversationId,
      reason: conversationAccess.reason,
      until: conversationAccess.expiresAt,
    })
    .from(conversationAccess)
    .where(
      and(
        eq(conversationAccess.reportId, reportId),
        eq(conversationAccess.memberId, actor.id),
        gt(conversationAccess.expiresAt, now),
      ),
    )
    .orderBy(desc(conversationAccess.expiresAt), desc(conversationAccess.id))
    .limit(1);
  if (!access) return { report, opened: null };
  const { conversationId, ...opened } = access;
  const names = new Map([
    [row.senderId, report.from],
    [row.recipientId, report.to],
  ]);
  return { report, opened: { ...opened, names, ...(await listMessages(db(), conversationId, part)) } };
}
