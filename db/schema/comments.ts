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
import { type PurgeReason, page } from "./revisions";

export const COMMENT_STATES = ["held", "shown", "hidden", "removed"] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** A comment or a reply; threads have one level. `removed`: deleted by its author or purged, without text. */
export const comment = pgTable(
  "comment",
  {
    id: id(),
    /** The commented page, of any kind. Named `post_id` because posts were first and earlier versions use it. */
    pageId: uuid("post_id")
      .notNull()
      .references(() => page.id),
    /** The comment it replies to; null at the top level. */
    parentId: uuid(),
    /** Its permanent number on a page whose comments are numbered; null on others. Never used again. */
    number: integer(),
    authorId: uuid()
      .notNull()
      .references(() => member.id),
    state: text().$type<CommentState>().notNull(),
    content: jsonb().notNull(),
    /** Idempotency token: resubmitting the form does not create a second comment. */
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
    editedAt: moment(),
    decidedBy: uuid(),
    decidedAt: moment(),
    /** Why it is hidden; for a purged one, what moderators added to its reason. */
    reason: text(),
    /** Set if moderators deleted it for a legal reason, which cannot be undone. */
    purgedFor: text().$type<PurgeReason>(),
  },
  (t) => [
    uniqueIndex("comment_author_token_key").on(t.authorId, t.clientToken),
    index().on(t.pageId, t.createdAt),
    index("comment_author_created").on(t.authorId, t.createdAt),
    index("comment_created").on(t.createdAt, t.id),
    index().on(t.parentId),
    uniqueIndex("comment_number_key").on(t.pageId, t.number).where(sql`number is not null`),
    index("comment_held").on(t.createdAt).where(sql`state = 'held'`),
    check("comment_state", sql`${t.state} in ('held','shown','hidden','removed')`),
    check(
      "comment_purged_for",
      sql`${t.purgedFor} in ('personal-data','court-order','illegal-content','case-data','other')`,
    ),
    check("comment_purged", sql`${t.purgedFor} is null or ${t.state} = 'removed'`),
  ],
);

/**
 * Where a numbered comment was before it was moved to another page: the page and its number there, which is never used
 * again. Number 0: it was the first message of a page that was merged into another. Where the comment is now, its own
 * row says.
 */
export const commentMove = pgTable(
  "comment_move",
  {
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    number: integer().notNull(),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    movedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.number] }), index().on(t.commentId)],
);

/** Text of a comment before each edit. */
export const commentVersion = pgTable(
  "comment_version",
  {
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    number: integer().notNull(),
    content: jsonb().notNull(),
    /** Until when it was shown. */
    until: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.commentId, t.number] })],
);

export const FLAG_STATES = ["open", "dismissed", "upheld", "gone"] as const;
export type FlagState = (typeof FLAG_STATES)[number];

/**
 * A comment reported to moderators, once per member. `upheld`: it was hidden; `gone`: its author deleted it
 * before a decision.
 */
export const commentFlag = pgTable(
  "comment_flag",
  {
    id: id(),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    /** Who reported it. */
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

/** A member's reaction to a comment by someone else: at most one of each kind. Counted by query, never stored as a number. */
export const commentReaction = pgTable(
  "comment_reaction",
  {
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    /** Who reacted. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reaction: text().$type<"thanks" | "agree" | "useful">().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.commentId, t.memberId, t.reaction] }),
    index().on(t.memberId),
    check("comment_reaction_reaction", sql`${t.reaction} in ('thanks','agree','useful')`),
  ],
);

/**
 * A quotation in a comment that names the comment it is from. The quoted words are here and not in the text, so that they
 * disappear everywhere with the comment that they are from.
 */
export const commentQuote = pgTable(
  "comment_quote",
  {
    id: id(),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    /** The earlier version of the comment that it is in; null: the current text. */
    version: integer(),
    /** Its place among the quotations of the text. */
    place: integer().notNull(),
    /** The block of the text that it stands above; null at the end. */
    beforeBlock: text(),
    quotedId: uuid()
      .notNull()
      .references(() => comment.id),
    /** The number that the quoted words have among the earlier versions, or will have after the next edit. */
    quotedVersion: integer().notNull(),
    /** The quoted words; null after their author deleted or lost them. */
    excerpt: jsonb(),
  },
  (t) => [index().on(t.commentId), index().on(t.quotedId)],
);
