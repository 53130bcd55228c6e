import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

/**
 * `requested`: its first message waits for an answer. `declined`: the one who was asked does not want it; for the
 * other it looks as if it still waited.
 */
export type ConversationState = "requested" | "accepted" | "declined";

/** The messages of two members to each other; one for each pair. */
export const conversation = pgTable(
  "conversation",
  {
    id: id(),
    /** The member with the smaller id. */
    firstId: uuid()
      .notNull()
      .references(() => member.id),
    secondId: uuid()
      .notNull()
      .references(() => member.id),
    /** Who wrote first. */
    startedBy: uuid()
      .notNull()
      .references(() => member.id),
    state: text().$type<ConversationState>().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("conversation_pair_key").on(t.firstId, t.secondId),
    index().on(t.secondId),
    index().on(t.createdAt),
    check("conversation_state", sql`${t.state} in ('requested','accepted','declined')`),
    check(
      "conversation_pair",
      sql`${t.firstId} < ${t.secondId} and ${t.startedBy} in (${t.firstId}, ${t.secondId})`,
    ),
  ],
);

/** A conversation in the list of one of its two members. */
export const conversationSide = pgTable(
  "conversation_side",
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversation.id, { onDelete: "cascade" }),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** Number and id of the newest message. The list is in the order of these ids. */
    lastNumber: integer().notNull(),
    lastId: uuid().notNull(),
    /** Number of the last message that they have seen; it never falls. */
    readNumber: integer().notNull(),
    /** Archived, and so not in the list, until there is a message with a higher number. */
    archivedNumber: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.memberId] }),
    index().on(t.memberId, t.lastId),
    index("conversation_side_unread")
      .on(t.memberId)
      .where(sql`last_number > read_number and last_number > archived_number`),
  ],
);

/** A message between two members. One that its sender deleted has no text any more. */
export const directMessage = pgTable(
  "direct_message",
  {
    id: id(),
    conversationId: uuid()
      .notNull()
      .references(() => conversation.id, { onDelete: "cascade" }),
    /** Its place in the conversation, from 1. */
    number: integer().notNull(),
    /** Its sender. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    recipientId: uuid()
      .notNull()
      .references(() => member.id),
    /** The first message to somebody who has not answered. */
    isRequest: boolean().notNull(),
    text: text().notNull(),
    /** The text with its paragraphs, lists and links, parsed once; null for messages of the version before. */
    content: jsonb(),
    /** Idempotency token: resubmitting the form does not send it twice. */
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
    deletedAt: moment(),
  },
  (t) => [
    uniqueIndex("direct_message_number_key").on(t.conversationId, t.number),
    uniqueIndex("direct_message_token_key").on(t.memberId, t.clientToken),
    index().on(t.memberId, t.createdAt),
    index().on(t.recipientId, t.createdAt),
    index().on(t.createdAt),
    check("direct_message_deleted", sql`${t.deletedAt} is null or (${t.text} = '' and ${t.content} is null)`),
  ],
);

export type MessageReportState = "open" | "dismissed" | "upheld";

/** A message that its recipient reported: all that moderators see of a conversation. */
export const messageReport = pgTable(
  "message_report",
  {
    id: id(),
    messageId: uuid()
      .notNull()
      .references(() => directMessage.id),
    /** Who reported it. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    senderId: uuid()
      .notNull()
      .references(() => member.id),
    /** The text as it was reported: evidence, also if the sender deletes the message. */
    text: text().notNull(),
    reason: text().notNull(),
    state: text().$type<MessageReportState>().notNull(),
    createdAt: moment().notNull(),
    decidedBy: uuid(),
    decidedAt: moment(),
  },
  (t) => [
    uniqueIndex("message_report_message_key").on(t.messageId),
    index().on(t.memberId),
    index().on(t.senderId),
    index("message_report_open").on(t.createdAt).where(sql`state = 'open'`),
    index("message_report_decided").on(t.decidedAt).where(sql`state <> 'open'`),
    check("message_report_state", sql`${t.state} in ('open','dismissed','upheld')`),
  ],
);

/** An administrator reads a conversation of others for a day, because of a report; both members were told why. */
export const conversationAccess = pgTable(
  "conversation_access",
  {
    id: id(),
    conversationId: uuid()
      .notNull()
      .references(() => conversation.id, { onDelete: "cascade" }),
    reportId: uuid().notNull(),
    /** The administrator. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.reportId], foreignColumns: [messageReport.id] }).onDelete("cascade"),
    index().on(t.reportId, t.memberId, t.expiresAt),
    index().on(t.conversationId),
    index().on(t.memberId),
    index().on(t.expiresAt),
  ],
);

/**
 * Messages as the version before stored them, which mailed them one by one. They were copied into conversations; these
 * rows are deleted 30 days after they were sent. Remove the table in a later version.
 */
export const memberMessage = pgTable(
  "member_message",
  {
    id: id(),
    /** Its sender. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    recipientId: uuid()
      .notNull()
      .references(() => member.id),
    subject: text().notNull(),
    text: text().notNull(),
    tellsAddress: boolean().notNull(),
    isWithheld: boolean().notNull(),
    isReply: boolean().notNull(),
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
    reportState: text().$type<MessageReportState>(),
    reportReason: text(),
    reportedAt: moment(),
    decidedBy: uuid(),
    decidedAt: moment(),
  },
  (t) => [
    uniqueIndex("member_message_token_key").on(t.memberId, t.clientToken),
    index().on(t.recipientId, t.createdAt),
    index().on(t.reportState, t.reportedAt),
    check("member_message_report", sql`${t.reportState} in ('open','dismissed','upheld')`),
  ],
);

/** Members whose messages a member blocks. */
export const memberBlock = pgTable(
  "member_block",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    blockedId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.blockedId] }), index().on(t.blockedId)],
);
