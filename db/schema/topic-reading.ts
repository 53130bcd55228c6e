import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { moment } from "./columns";
import { page } from "./revisions";

/** Why there is a row: the member opened the topic, replied in it, or marked it as read without opening it. */
export const READ_REASONS = ["opened", "replied", "dismissed"] as const;
export type ReadReason = (typeof READ_REASONS)[number];

/** How far a member has read a topic: by the number of a reply, so that it is the same on every device. */
export const topicRead = pgTable(
  "topic_read",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The page of the topic. */
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** The last reply that they have read; 0: none. Only undoing a mark lowers it. */
    readNumber: integer().notNull(),
    reason: text().$type<ReadReason>().notNull(),
    /** When they first opened it; null for one that they only replied in or marked. */
    openedAt: moment(),
    readAt: moment().notNull(),
    /** The mark that can be undone, with the position and reason before it: null where there was no row. */
    undoId: uuid(),
    undoNumber: integer(),
    undoReason: text().$type<ReadReason>(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.pageId] }),
    index().on(t.pageId),
    check("topic_read_reason", sql`${t.reason} in ('opened','replied','dismissed')`),
    check("topic_read_number", sql`${t.readNumber} >= 0`),
    check("topic_read_undo", sql`(${t.undoNumber} is null) = (${t.undoReason} is null)`),
  ],
);
