import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
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
