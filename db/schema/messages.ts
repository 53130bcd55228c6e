import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

export type MessageReportState = "open" | "dismissed" | "upheld";

/**
 * A message between members through the site. Stored for 30 days, in which it can be answered or reported;
 * with a report until 30 days after the decision.
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
    /** The sender chose to show their email address to the recipient. */
    tellsAddress: boolean().notNull(),
    /** The recipient had blocked the sender: never shown to the recipient, and the sender is not informed. */
    isWithheld: boolean().notNull(),
    /** It answers a message of its recipient. */
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
