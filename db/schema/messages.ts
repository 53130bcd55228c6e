import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

export type MessageReportState = "open" | "dismissed" | "upheld";

/**
 * What one member wrote to another through the site. It stays for 30 days, in which its receiver can answer or report
 * it; while a report is open, and for 30 days after it was decided.
 */
export const memberMessage = pgTable(
  "member_message",
  {
    id: id(),
    /** Who wrote it. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    recipientId: uuid()
      .notNull()
      .references(() => member.id),
    subject: text().notNull(),
    text: text().notNull(),
    /** The sender wants the receiver to be told their mail address. */
    tellsAddress: boolean().notNull(),
    /** Its receiver had blocked the sender: it is never shown to the receiver, and the sender is told nothing. */
    isWithheld: boolean().notNull(),
    /** It answers a message of its receiver. */
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

/** Whose messages a member no longer receives. */
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
