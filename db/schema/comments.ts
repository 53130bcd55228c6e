import { sql } from "drizzle-orm";
import {
  check,
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
import { page } from "./revisions";

export const COMMENT_STATES = ["held", "shown", "hidden", "removed"] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** A comment, or a reply to one: threads are one level deep. `removed`: by its own author; its text is gone. */
export const comment = pgTable(
  "comment",
  {
    id: id(),
    /** What it is on: a page of any sort. Posts were the first, and versions that know no other say `post_id`. */
    pageId: uuid("post_id")
      .notNull()
      .references(() => page.id),
    /** The comment that it replies to; null at the top. */
    parentId: uuid(),
    authorId: uuid()
      .notNull()
      .references(() => member.id),
    state: text().$type<CommentState>().notNull(),
    content: jsonb().notNull(),
    /** Made by the writer's form: the same token again is the same comment. */
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
    editedAt: moment(),
    decidedBy: uuid(),
    decidedAt: moment(),
    /** Why it is hidden. */
    reason: text(),
  },
  (t) => [
    uniqueIndex("comment_author_token_key").on(t.authorId, t.clientToken),
    index().on(t.pageId, t.createdAt),
    index().on(t.parentId),
    index("comment_held").on(t.createdAt).where(sql`state = 'held'`),
    check("comment_state", sql`${t.state} in ('held','shown','hidden','removed')`),
  ],
);

/** What a comment said before each of its edits. */
export const commentVersion = pgTable(
  "comment_version",
  {
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    number: integer().notNull(),
    content: jsonb().notNull(),
    /** Until when it stood. */
    until: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.commentId, t.number] })],
);

export const FLAG_STATES = ["open", "dismissed", "upheld", "gone"] as const;
export type FlagState = (typeof FLAG_STATES)[number];

/**
 * A comment reported to the moderators, once by each member. `upheld`: it was hidden; `gone`: its author took it away
 * before anybody decided.
 */
export const commentFlag = pgTable(
  "comment_flag",
  {
    id: id(),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    /** Who reports. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    state: text().$type<FlagState>().notNull(),
    createdAt: moment().notNull(),
    decidedBy: uuid(),
    decidedAt: moment(),
  },
  (t) => [
    uniqueIndex("comment_flag_member_key").on(t.commentId, t.memberId),
    index().on(t.memberId),
    index("comment_flag_open").on(t.createdAt).where(sql`state = 'open'`),
    index("comment_flag_decided").on(t.decidedAt).where(sql`state <> 'open'`),
    check("comment_flag_state", sql`${t.state} in ('open','dismissed','upheld','gone')`),
  ],
);
