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

/**
 * `watching`: notified of every change. `first`: of what newly appears under it, and not of replies there. `tracking`:
 * counted only. `normal`: neither. `muted`: no notices at all.
 */
export const WATCH_LEVELS = ["watching", "first", "tracking", "normal", "muted"] as const;
export type WatchLevel = (typeof WATCH_LEVELS)[number];

/**
 * A member's watch of a thing, by kind and key: a profile, section, record, field, region, post, material,
 * discussion, category or subject.
 */
export const watch = pgTable(
  "watch",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    kind: text().notNull(),
    /** Stable key, outermost first: page/section/record/field by id and key; a region by its name. */
    key: text().notNull(),
    /** Page of the thing; null for a region. */
    pageId: uuid().references(() => page.id),
    level: text().$type<WatchLevel>().notNull(),
    /** Chosen by the member, or added because they edited or sign it. */
    reason: text().$type<"chosen" | "edited" | "own">().notNull(),
    /** Only later changes are notified. */
    since: moment().notNull(),
    /** Newest revision the member has seen; only rises. */
    seenNumber: integer().notNull().default(0),
    /** When the member last looked; used for regions, posts, materials and subjects. */
    seenAt: moment().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.kind, t.key] }),
    index().on(t.kind, t.key),
    index().on(t.pageId),
    check("watch_level", sql`${t.level} in ('watching','first','tracking','normal','muted')`),
    check("watch_reason", sql`${t.reason} in ('chosen','edited','own')`),
  ],
);

/** Members whom a member muted: what these write makes no notices and is not counted. They are never told. */
export const memberMute = pgTable(
  "member_mute",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    mutedId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.mutedId] }),
    index().on(t.mutedId),
    check("member_mute_other", sql`${t.memberId} <> ${t.mutedId}`),
  ],
);

/**
 * A notice to a member. Until seen or mailed it absorbs later changes to its thing, so that ten changes are
 * one notice with one combined difference, from `fromNumber` to `toNumber`.
 */
export const notice = pgTable(
  "notice",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** Its category, by which mails are chosen (`NOTICE_CATEGORIES`). */
    category: text().notNull(),
    kind: text().notNull(),
    key: text().notNull(),
    pageId: uuid().references(() => page.id),
    /** The watch that caused it; null for a personal notice. */
    watchKind: text(),
    watchKey: text(),
    fromNumber: integer().notNull(),
    toNumber: integer().notNull(),
    firstAt: moment().notNull(),
    lastAt: moment().notNull(),
    /** When it is mailed; null: never. */
    dueAt: moment(),
    /** Id of the mail that includes it; stays after the mail's row is deleted. */
    mailId: uuid(),
    seenAt: moment(),
  },
  (t) => [
    uniqueIndex("notice_open_key")
      .on(t.memberId, t.category, t.kind, t.key)
      .where(sql`seen_at is null and mail_id is null`),
    index().on(t.memberId, t.lastAt, t.id),
    index("notice_unseen").on(t.memberId).where(sql`seen_at is null`),
    index("notice_due").on(t.dueAt).where(sql`seen_at is null and mail_id is null`),
    index("notice_mailed").on(t.mailId).where(sql`mail_id is not null`),
    index("notice_last").on(t.lastAt),
    index("notice_in_person").on(t.kind, t.key).where(sql`watch_kind is null`),
  ],
);

/** A mail that collects a member's notices: created, then sent or found needless. `pushed`: shown in browsers only, since mails to the member come back. */
export const noticeMail = pgTable(
  "notice_mail",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    madeAt: moment().notNull(),
    state: text().$type<"waiting" | "sent" | "needless" | "pushed">().notNull(),
    sentAt: moment(),
  },
  (t) => [
    index().on(t.memberId, t.madeAt),
    index().on(t.madeAt),
    index("notice_mail_waiting").on(t.madeAt).where(sql`state = 'waiting'`),
    check("notice_mail_state", sql`${t.state} in ('waiting','sent','needless','pushed')`),
  ],
);

/** A member's notification settings; defaults without a row. */
export const noticeSetting = pgTable("notice_setting", {
  memberId: uuid()
    .primaryKey()
    .references(() => member.id),
  /** Time of mails by category: now, daily, weekly, none. */
  mails: jsonb().$type<Record<string, string>>().notNull().default({}),
  /** Maximum of such mails a day. */
  dailyCap: integer().notNull(),
  /** Level that a section gets when the member edits it; `normal`: none. */
  ownEdits: text().$type<WatchLevel>().notNull(),
  updatedAt: moment().notNull(),
});

/** Revisions whose watchers were notified, so that a repeated job does not notify twice. */
export const toldRevision = pgTable(
  "told_revision",
  { revisionId: uuid().primaryKey(), at: moment().notNull() },
  (t) => [index().on(t.at)],
);

/** Events of a published post or material that notify its watchers. */
export const PAGE_EVENTS = [
  "change",
  "correction",
  "comment",
  "version",
  "files",
  "retracted",
  "restored",
] as const;
export type PageEventKind = (typeof PAGE_EVENTS)[number];

/**
 * An event of a post or material, by ids only, in order of time. Its text, and whether a reader may see it,
 * are read from its subject. Profiles need none, as their revisions are numbered.
 */
export const pageEvent = pgTable(
  "page_event",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    kind: text().$type<PageEventKind>().notNull(),
    /** The revision, correction, comment or version; the page itself if retracted or restored. */
    subjectId: uuid().notNull(),
    /** Who did it; null for the site. */
    actorId: uuid().references(() => member.id),
    at: moment().notNull(),
    /** When watchers were notified, so that a repeated job does not notify twice. */
    toldAt: moment(),
  },
  (t) => [
    index().on(t.pageId, t.at),
    index().on(t.actorId),
    index().on(t.at),
    check(
      "page_event_kind",
      sql`${t.kind} in ('change','correction','comment','version','files','retracted','restored')`,
    ),
  ],
);

/** What can be new under a subject; `room`: a topic in a restricted room; `provision-change`: a provision changed or was removed. */
export type SubjectEventSort =
  | "post"
  | "material"
  | "discussion"
  | "room"
  | "provision"
  | "provision-change"
  | "assessment"
  | "declaration";

/**
 * New or changed content under a topic, article, instrument, country or category: one row for each. Stores
 * ids only; the content itself decides whether a reader may see it.
 */
export const subjectEvent = pgTable(
  "subject_event",
  {
    id: id(),
    /** As in `watch`: a topic by its word, an article as "185:18". */
    kind: text().notNull(),
    key: text().notNull(),
    sort: text().$type<SubjectEventSort>().notNull(),
    /** The post, the material, or the country's profile. */
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** The page; for a country's content, the revision that added it. */
    subjectId: uuid().notNull(),
    /** The record: a law, an assessment, a treaty's status. */
    recordId: text(),
    at: moment().notNull(),
    /** When watchers were notified, so that a repeated job does not notify twice. */
    toldAt: moment(),
  },
  (t) => [
    index().on(t.kind, t.key, t.at),
    index().on(t.subjectId),
    index().on(t.pageId),
    index().on(t.at),
    check(
      "subject_event_sort",
      sql`${t.sort} in ('post','material','discussion','room','provision','provision-change','assessment','declaration')`,
    ),
  ],
);

/** A search that a member saved, to be notified of new results. */
export const savedSearch = pgTable(
  "saved_search",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    name: text().notNull(),
    /** The parameters of its address, in a fixed order. */
    query: text().notNull(),
    /** Language of the search, which determines its stop words. */
    locale: text().notNull(),
    level: text().$type<WatchLevel>().notNull(),
    /** Until when its member was notified of results, and until when they looked. */
    toldAt: moment().notNull(),
    seenAt: moment().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("saved_search_key").on(t.memberId, t.query),
    index("saved_search_told").on(t.toldAt).where(sql`level = 'watching'`),
    check("saved_search_level", sql`${t.level} in ('watching','tracking','normal')`),
  ],
);
