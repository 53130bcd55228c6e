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

/** Posts that belong together, ordered by date. */
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

/** A post's details. Its text is the one section of its page, with revisions. Changed under the row's lock. */
export const post = pgTable(
  "post",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => page.id),
    /** Section `body` of its page. */
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    slug: text().notNull(),
    state: text().$type<PostState>().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    /** Language tag (BCP 47). */
    language: text().notNull(),
    /** Marks the post as the author's own view, not an institution's. */
    isPersonalView: boolean().notNull().default(true),
    topics: text().array().notNull().default(sql`'{}'`),
    /** Country codes, ISO 3166-1 alpha-2. */
    countries: text().array().notNull().default(sql`'{}'`),
    /** As "185:18": instrument and article. */
    articles: text().array().notNull().default(sql`'{}'`),
    project: text(),
    seriesId: uuid().references(() => series.id),
    /** Shared by translations of a post. */
    translationId: uuid(),
    coverId: uuid().references(() => file.id),
    /** Description of the cover; null if not yet given, '' for a decorative picture. */
    coverAlt: text(),
    readingMinutes: integer().notNull().default(1),
    createdBy: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    submittedAt: moment(),
    /** Scheduled publication, and the zone it was entered in (IANA). */
    publishAt: moment(),
    publishZone: text(),
    /** First publication; its position in lists and feeds. */
    publishedAt: moment(),
    publishedBy: uuid(),
    retractedAt: moment(),
    retractionReason: text(),
    /** When its owner deleted it: from then on it is in the trash for a while. */
    removedAt: moment(),
    /** Why it was returned to its authors, until submitted again. */
    returnReason: text(),
    isCommentsLocked: boolean().notNull().default(false),
    /** Number of visible comments. */
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
    // Published posts are retracted, never deleted.
    check("post_removed_unread", sql`${t.state} <> 'removed' or ${t.publishedAt} is null`),
    check("post_reading_minutes", sql`${t.readingMinutes} > 0`),
  ],
);

/** Answer to a byline request: pending, signs, or declined. */
export const BYLINE_STATES = ["asked", "agreed", "declined"] as const;
export type BylineState = (typeof BYLINE_STATES)[number];

/**
 * Authors of a post in byline order, once they agreed. A member who declined is not asked again. A former
 * member's row stays, without contact data.
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
    /** When they answered. */
    answeredAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.memberId] }),
    index().on(t.memberId),
    check("post_author_state", sql`${t.state} in ('asked','agreed','declined')`),
  ],
);

/** Earlier addresses of a post, which redirect permanently. */
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

/** A correction note of a published post, shown below it with its date. */
export const postCorrection = pgTable(
  "post_correction",
  {
    id: id(),
    postId: uuid()
      .notNull()
      .references(() => post.pageId),
    note: text().notNull(),
    memberId: uuid().references(() => member.id),
    /** The revision it describes; null for a moderator's note without one. */
    revisionId: uuid().references(() => revision.id),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.postId, t.createdAt), uniqueIndex("post_correction_revision_key").on(t.revisionId)],
);

/** A preview link, by which people without an account read an unpublished post; only the token's hash is stored. */
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
