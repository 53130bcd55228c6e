import { sql } from "drizzle-orm";
import {
  boolean,
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
import { file } from "./files";
import { page, revision, section } from "./revisions";

export const POST_STATES = ["draft", "submitted", "scheduled", "published", "retracted", "removed"] as const;
export type PostState = (typeof POST_STATES)[number];

/** Posts that belong together, in the order of their dates. */
export const series = pgTable(
  "series",
  {
    id: id(),
    slug: text().notNull(),
    title: text().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [uniqueIndex("series_slug_key").on(t.slug)],
);

/**
 * A post: what stands round its text. The text itself is the one section of its page, with its revisions. Everything
 * here is changed under the row's lock.
 */
export const post = pgTable(
  "post",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => page.id),
    /** Section `body` of the page. */
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    slug: text().notNull(),
    state: text().$type<PostState>().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    /** BCP 47. */
    language: text().notNull(),
    /** Says that it is the author's own view and no office's. */
    isPersonalView: boolean().notNull().default(true),
    topics: text().array().notNull().default(sql`'{}'`),
    /** ISO 3166-1 alpha-2. */
    countries: text().array().notNull().default(sql`'{}'`),
    /** As "185:18": instrument and article. */
    articles: text().array().notNull().default(sql`'{}'`),
    project: text(),
    seriesId: uuid().references(() => series.id),
    /** Posts that say the same in other languages share it. */
    translationId: uuid(),
    coverId: uuid().references(() => file.id),
    /** What the cover shows; null while nobody said, '' for a picture that only decorates. */
    coverAlt: text(),
    readingMinutes: integer().notNull().default(1),
    createdBy: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    submittedAt: moment(),
    /** When it is to appear, and the zone in which that was said (IANA). */
    publishAt: moment(),
    publishZone: text(),
    /** When it first appeared: its place in lists and feeds. */
    publishedAt: moment(),
    publishedBy: uuid(),
    retractedAt: moment(),
    retractionReason: text(),
    /** When whose it is deleted it: from then on it lies in their bin for a while. */
    removedAt: moment(),
    /** Why it came back to its authors, until it is handed in again. */
    returnReason: text(),
    isCommentsLocked: boolean().notNull().default(false),
    /** Comments that are shown. */
    commentCount: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("post_slug_key").on(t.slug),
    index("post_published").on(t.publishedAt, t.pageId).where(sql`state = 'published'`),
    index("post_waiting").on(t.submittedAt).where(sql`state = 'submitted'`),
    index("post_removed").on(t.removedAt).where(sql`state = 'removed'`),
    index("post_due").on(t.publishAt).where(sql`state = 'scheduled'`),
    index("post_topics").using("gin", t.topics),
    index("post_countries").using("gin", t.countries),
    index("post_articles").using("gin", t.articles),
    index().on(t.createdBy, t.updatedAt),
    index().on(t.seriesId, t.publishedAt),
    index().on(t.translationId),
    index().on(t.coverId),
    check(
      "post_state",
      sql`${t.state} in ('draft','submitted','scheduled','published','retracted','removed')`,
    ),
    // What readers have had is retracted, never deleted.
    check("post_removed_unread", sql`${t.state} <> 'removed' or ${t.publishedAt} is null`),
    check("post_reading_minutes", sql`${t.readingMinutes} > 0`),
  ],
);

/** Whether somebody signs a post: was asked to, does, or would rather not. */
export const BYLINE_STATES = ["asked", "agreed", "declined"] as const;
export type BylineState = (typeof BYLINE_STATES)[number];

/**
 * Who signs a post, in the order of the byline, once they agreed. Who declined is not asked again. A former member's
 * name stays, contact goes with the account.
 */
export const postAuthor = pgTable(
  "post_author",
  {
    postId: uuid()
      .notNull()
      .references(() => post.pageId),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    position: integer().notNull(),
    state: text().$type<BylineState>().notNull().default("agreed"),
    /** When they said so. */
    answeredAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.memberId] }),
    index().on(t.memberId),
    check("post_author_state", sql`${t.state} in ('asked','agreed','declined')`),
  ],
);

/** Addresses under which a post stood before: they lead on for ever. */
export const postAlias = pgTable(
  "post_alias",
  {
    slug: text().primaryKey(),
    postId: uuid()
      .notNull()
      .references(() => post.pageId),
  },
  (t) => [index().on(t.postId)],
);

/** What was put right after a post had appeared, told under it with its date. */
export const postCorrection = pgTable(
  "post_correction",
  {
    id: id(),
    postId: uuid()
      .notNull()
      .references(() => post.pageId),
    note: text().notNull(),
    memberId: uuid().references(() => member.id),
    /** The revision that it tells of; null for what a moderator told without one. */
    revisionId: uuid().references(() => revision.id),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.postId, t.createdAt), uniqueIndex("post_correction_revision_key").on(t.revisionId)],
);

/** A link by which someone without an account reads a post before it appears; only the hash of its token is kept. */
export const postPreview = pgTable(
  "post_preview",
  {
    hash: text().primaryKey(),
    postId: uuid()
      .notNull()
      .references(() => post.pageId),
    createdBy: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (t) => [index().on(t.postId), index().on(t.expiresAt)],
);

export const COMMENT_STATES = ["held", "shown", "hidden", "removed"] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** A comment, or a reply to one: threads are one level deep. `removed`: by its own author; its text is gone. */
export const comment = pgTable(
  "comment",
  {
    id: id(),
    postId: uuid()
      .notNull()
      .references(() => post.pageId),
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
    index().on(t.postId, t.createdAt),
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
