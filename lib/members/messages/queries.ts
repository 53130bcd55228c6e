import { and, asc, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { type MemberState, member } from "@/db/schema/accounts";
import { memberBlock, memberMessage } from "@/db/schema/messages";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { Person } from "../model";

const SHOWN = 100;

/** Recipient of a message; null if there is no such member. */
export interface Addressee extends Person {
  /** Whether the actor can write to them. Does not reveal whether they blocked the actor. */
  isOpen: boolean;
}

export async function findAddressee(actor: Actor, handle: string): Promise<Addressee | null> {
  const [row] = await db()
    .select({
      id: member.id,
      handle: member.handle,
      name: member.displayName,
      isListed: member.isListed,
      takesMessages: member.takesMessages,
    })
    .from(member)
    .where(and(eq(member.handle, handle), eq(member.state, "active")));
  if (!row) return null;
  const { id, isListed, takesMessages, ...person } = row;
  const isOpen = can(actor, "message.write", { recipientId: id, isOpen: isListed && takesMessages });
  return { ...person, isOpen };
}

/** A message for its recipient, or a moderator of a report. `from`: null for a former member. */
export interface MessageLine {
  id: string;
  from: Person | null;
  subject: string;
  createdAt: Date;
}

export interface ReceivedMessage extends MessageLine {
  text: string;
  /** The sender's address, if they chose to show it. */
  address: string | null;
  isBlocked: boolean;
  isReported: boolean;
}

const personOf = (row: { handle: string; name: string; state: MemberState }): Person | null =>
  row.state === "active" ? { handle: row.handle, name: row.name } : null;

const SENDER = { handle: member.handle, name: member.displayName, state: member.state };

function refuseOthers(actor: Actor): void {
  if (!can(actor, "message.guard", { recipientId: actor.id }))
    throw new DomainError("forbidden", "message_guard");
}

/** Lists received messages, newest first, and blocked members, and says whether messages are accepted. */
export async function findOwnMessages(
  actor: Actor,
): Promise<{ messages: MessageLine[]; blocked: Person[]; takesMessages: boolean; isListed: boolean }> {
  refuseOthers(actor);
  const [messages, blocked, [own]] = await Promise.all([
    db()
      .select({
        id: memberMessage.id,
        subject: memberMessage.subject,
        createdAt: memberMessage.createdAt,
        ...SENDER,
      })
      .from(memberMessage)
      .innerJoin(member, eq(member.id, memberMessage.memberId))
      .where(and(eq(memberMessage.recipientId, actor.id), eq(memberMessage.isWithheld, false)))
      .orderBy(desc(memberMessage.createdAt), desc(memberMessage.id))
      .limit(SHOWN),
    db()
      .select({ handle: member.handle, name: member.displayName })
      .from(memberBlock)
      .innerJoin(member, eq(member.id, memberBlock.blockedId))
      .where(eq(memberBlock.memberId, actor.id))
      .orderBy(asc(member.displayName)),
    db()
      .select({ takesMessages: member.takesMessages, isListed: member.isListed })
      .from(member)
      .where(eq(member.id, actor.id)),
  ]);
  if (!own) throw new DomainError("not_found", "member");
  return {
    messages: messages.map(({ handle, name, state, ...row }) => ({
      ...row,
      from: personOf({ handle, name, state }),
    })),
    blocked,
    ...own,
  };
}

/** Finds a message the member received; null for any other. */
export async function findReceivedMessage(actor: Actor, id: string): Promise<ReceivedMessage | null> {
  refuseOthers(actor);
  const [row] = await db()
    .select({
      id: memberMessage.id,
      subject: memberMessage.subject,
      text: memberMessage.text,
      createdAt: memberMessage.createdAt,
      tellsAddress: memberMessage.tellsAddress,
      reportState: memberMessage.reportState,
      email: member.email,
      blockedAt: memberBlock.createdAt,
      ...SENDER,
    })
    .from(memberMessage)
    .innerJoin(member, eq(member.id, memberMessage.memberId))
    .leftJoin(
      memberBlock,
      and(
        eq(memberBlock.memberId, memberMessage.recipientId),
        eq(memberBlock.blockedId, memberMessage.memberId),
      ),
    )
    .where(
      and(
        eq(memberMessage.id, id),
        eq(memberMessage.recipientId, actor.id),
        eq(memberMessage.isWithheld, false),
      ),
    );
  if (!row) return null;
  const { handle, name, state, email, tellsAddress, reportState, blockedAt, ...message } = row;
  const from = personOf({ handle, name, state });
  return {
    ...message,
    from,
    address: tellsAddress && from ? email : null,
    isBlocked: blockedAt !== null,
    isReported: reportState !== null,
  };
}

/** A reported message with sender, recipient and reason. */
export interface ReportedMessage extends MessageLine {
  text: string;
  to: Person | null;
  reason: string;
  reportedAt: Date | null;
  /** False if the reader wrote or received it. */
  canDecide: boolean;
}

/** Lists open reports of messages, oldest first. For moderators; unreported messages are never included. */
export async function listMessageReports(actor: Actor): Promise<ReportedMessage[]> {
  if (!can(actor, "message.decide", { senderId: "", recipientId: "" }))
    throw new DomainError("forbidden", "message_decide");
  const receiver = alias(member, "receiver");
  const rows = await db()
    .select({
      id: memberMessage.id,
      subject: memberMessage.subject,
      text: memberMessage.text,
      createdAt: memberMessage.createdAt,
      senderId: memberMessage.memberId,
      recipientId: memberMessage.recipientId,
      reason: memberMessage.reportReason,
      reportedAt: memberMessage.reportedAt,
      ...SENDER,
      toHandle: receiver.handle,
      toName: receiver.displayName,
      toState: receiver.state,
    })
    .from(memberMessage)
    .innerJoin(member, eq(member.id, memberMessage.memberId))
    .innerJoin(receiver, eq(receiver.id, memberMessage.recipientId))
    .where(eq(memberMessage.reportState, "open"))
    .orderBy(asc(memberMessage.reportedAt), asc(memberMessage.id))
    .limit(SHOWN);
  return rows.map(
    ({ handle, name, state, toHandle, toName, toState, senderId, recipientId, reason, ...row }) => ({
      ...row,
      from: personOf({ handle, name, state }),
      to: personOf({ handle: toHandle, name: toName, state: toState }),
      reason: reason ?? "",
      canDecide: can(actor, "message.decide", { senderId, recipientId }),
    }),
  );
}
