import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { topic } from "./discussions";

/** When the results of a poll can be read: at once, or only when it is closed. */
type PollResults = "at-once" | "when-closed";

/** A poll in a topic. Changed while the topic's row is locked. */
export const poll = pgTable(
  "poll",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => topic.pageId),
    question: text().notNull(),
    /** How many options a member may choose. */
    most: integer().notNull(),
    results: text().$type<PollResults>().notNull(),
    /** When it closes by itself: the end of a day in a zone. Null: until somebody closes it. */
    closesAt: moment(),
    /** The zone in which the day was chosen; null without a day. */
    zone: text(),
    closedAt: moment(),
    createdBy: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    /** How many members voted whose votes are not stored by member any more. */
    counted: integer().notNull().default(0),
    /** Whether its votes are not stored by member any more. */
    isDetached: boolean().notNull().default(false),
  },
  (t) => [
    index().on(t.pageId, t.createdAt),
    index().on(t.createdBy),
    index("poll_due").on(t.closesAt).where(sql`closed_at is null and closes_at is not null`),
    index("poll_kept").on(t.closedAt).where(sql`closed_at is not null and not is_detached`),
    check("poll_results", sql`${t.results} in ('at-once','when-closed')`),
    check("poll_most", sql`${t.most} between 1 and 20`),
    check("poll_zone", sql`(${t.zone} is null) = (${t.closesAt} is null)`),
  ],
);

/** An option of a poll. */
export const pollOption = pgTable(
  "poll_option",
  {
    pollId: uuid()
      .notNull()
      .references(() => poll.id, { onDelete: "cascade" }),
    /** Its place, from 1. */
    position: integer().notNull(),
    text: text().notNull(),
    /** Votes that are not stored by member any more. */
    counted: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.pollId, t.position] }),
    check("poll_option_position", sql`${t.position} between 1 and 20`),
  ],
);

/** An option that a member chose. Votes are secret: nothing but the member's own pages and export reads who chose. */
export const pollVote = pgTable(
  "poll_vote",
  {
    pollId: uuid().notNull(),
    position: integer().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
  },
  (t) => [
    primaryKey({ columns: [t.pollId, t.memberId, t.position] }),
    foreignKey({
      name: "poll_vote_option_fk",
      columns: [t.pollId, t.position],
      foreignColumns: [pollOption.pollId, pollOption.position],
    }).onDelete("cascade"),
    index().on(t.pollId, t.position),
    index().on(t.memberId),
  ],
);
