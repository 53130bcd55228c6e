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

/** `watching`: told of every change. `tracking`: counted only. `normal`: not told. `muted`: not told of anything. */
export const WATCH_LEVELS = ["watching", "tracking", "normal", "muted"] as const;
export type WatchLevel = (typeof WATCH_LEVELS)[number];

/**
 * What a member keeps an eye on. A thing is a kind and a key: a profile, a section, a record, a field, a region,
 * a post, a material, a topic, an article.
 */
export const watch = pgTable(
  "watch",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    kind: text().notNull(),
    /** Names that never change, from the outside in: page/section/record/field by id and key; a region by its name. */
    key: text().notNull(),
    /** The page that the thing is or lies on; null for a region. */
    pageId: uuid().references(() => page.id),
    level: text().$type<WatchLevel>().notNull(),
    /** Chosen by the member, or given because the member edited it or signs it. */
    reason: text().$type<"chosen" | "edited" | "own">().notNull(),
    /** Since when changes are told: what was there before is no news. */
    since: moment().notNull(),
    /** The newest revision of the page that the member has looked at; it only rises. */
    seenNumber: integer().notNull().default(0),
    /** When the member last looked; what counts for a region, a post, a material and a subject. */
    seenAt: moment().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.kind, t.key] }),
    index().on(t.kind, t.key),
    index().on(t.pageId),
    check("watch_level", sql`${t.level} in ('watching','tracking','normal','muted')`),
    check("watch_reason", sql`${t.reason} in ('chosen','edited','own')`),
  ],
);

/**
 * What a member is told. Until it is seen or mailed a notice takes in whatever else happens to its thing, so that
 * ten changes are one notice with one combined difference: from `fromNumber` to `toNumber`.
 */
export const notice = pgTable(
  "notice",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** Of what sort it is: what the member chose mails by (`NOTICE_CATEGORIES`). */
    category: text().notNull(),
    kind: text().notNull(),
    key: text().notNull(),
    pageId: uuid().references(() => page.id),
    /** What the member watches, and why this came; null for what concerns the member in person. */
    watchKind: text(),
    watchKey: text(),
    fromNumber: integer().notNull(),
    toNumber: integer().notNull(),
    firstAt: moment().notNull(),
    lastAt: moment().notNull(),
    /** When it goes out by mail; null: not at all. */
    dueAt: moment(),
    /** The mail that it went into; outlives that mail's row. */
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

/** A mail that gathers the notices of one member: made, then sent, or found to be needless. */
export const noticeMail = pgTable(
  "notice_mail",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    madeAt: moment().notNull(),
    state: text().$type<"waiting" | "sent" | "needless">().notNull(),
    sentAt: moment(),
  },
  (t) => [
    index().on(t.memberId, t.madeAt),
    index().on(t.madeAt),
    check("notice_mail_state", sql`${t.state} in ('waiting','sent','needless')`),
  ],
);

/** How a member wants to be told; who has no row has the defaults. */
export const noticeSetting = pgTable("notice_setting", {
  memberId: uuid()
    .primaryKey()
    .references(() => member.id),
  /** Category → when mails come: now, daily, weekly, none. */
  mails: jsonb().$type<Record<string, string>>().notNull().default({}),
  /** How many such mails a day at most. */
  dailyCap: integer().notNull(),
  /** The level that a section is given when the member edits it; `normal`: none. */
  ownEdits: text().$type<WatchLevel>().notNull(),
  updatedAt: moment().notNull(),
});

/** Revisions whose watchers were told: a job that runs twice tells once. */
export const toldRevision = pgTable(
  "told_revision",
  { revisionId: uuid().primaryKey(), at: moment().notNull() },
  (t) => [index().on(t.at)],
);

/** What happens to a published post or material, of which its watchers hear. */
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
 * That something happened to a post or a material: by ids alone, in the order of its moments. What it says, and
 * whether its reader may still be told, is asked of what it names. Profiles need none: their revisions are numbered.
 */
export const pageEvent = pgTable(
  "page_event",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    kind: text().$type<PageEventKind>().notNull(),
    /** The revision, correction, comment or version; the page itself when it is retracted or restored. */
    subjectId: uuid().notNull(),
    /** Whose act it was; null for the site's own. */
    actorId: uuid().references(() => member.id),
    at: moment().notNull(),
    /** When its watchers were told: a job that runs twice tells once. */
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

/** What can be new under a topic or an article; `provision-change`: a provision says something else, or is gone. */
export type SubjectEventSort =
  | "post"
  | "material"
  | "provision"
  | "provision-change"
  | "assessment"
  | "declaration";

/**
 * That something newly appeared or changed under a topic or an article: by ids alone, a row for each subject of it.
 * Whether its reader may still be told is asked of what it names.
 */
export const subjectEvent = pgTable(
  "subject_event",
  {
    id: id(),
    /** As in `watch`: "topic" by its word, "article" as "185:18". */
    kind: text().notNull(),
    key: text().notNull(),
    sort: text().$type<SubjectEventSort>().notNull(),
    /** The post, the material, or the profile of the country. */
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** The page again; of what a country says the revision that brought it. */
    subjectId: uuid().notNull(),
    /** The record that says it: a law, a finding, a treaty's status. */
    recordId: text(),
    at: moment().notNull(),
    /** When its watchers were told: a job that runs twice tells once. */
    toldAt: moment(),
  },
  (t) => [
    index().on(t.kind, t.key, t.at),
    index().on(t.subjectId),
    index().on(t.pageId),
    index().on(t.at),
    check(
      "subject_event_sort",
      sql`${t.sort} in ('post','material','provision','provision-change','assessment','declaration')`,
    ),
  ],
);

/** A search that a member keeps, to be told of what it newly finds. */
export const savedSearch = pgTable(
  "saved_search",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    name: text().notNull(),
    /** The parameters of its address, in one order. */
    query: text().notNull(),
    /** The language in which it was asked, which says what its smallest words are. */
    locale: text().notNull(),
    level: text().$type<WatchLevel>().notNull(),
    /** Up to when its member was told of what it finds, and up to when they looked. */
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
