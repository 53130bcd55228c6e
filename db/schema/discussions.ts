import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { comment } from "./comments";
import { page, revision, section } from "./revisions";

/** Members who may open topics in a category, or reply there. */
type Writers = "members" | "practitioners" | "moderators";

/**
 * Who may read a category: everybody; or, as a restricted room, members, verified practitioners, the focal points of a
 * country, or only those on its list. The list adds to each of them.
 */
type Audience = "public" | "members" | "practitioners" | "country" | "group";

/** A category of topics, or a restricted room. Changed by administrators; never deleted, because topics refer to it. */
export const category = pgTable(
  "category",
  {
    id: id(),
    slug: text().notNull(),
    /** Its place in the list. */
    position: integer().notNull(),
    icon: text().notNull(),
    /** Language of its topics (BCP 47); null for any. */
    language: text(),
    /** By language of the interface; English is always there. */
    texts: jsonb().$type<Record<string, { name: string; description: string }>>().notNull(),
    openers: text().$type<Writers>().notNull().default("members"),
    repliers: text().$type<Writers>().notNull().default("members"),
    audience: text().$type<Audience>().notNull().default("public"),
    /** The country of the audience `country`, ISO 3166-1 alpha-2; null for others. */
    country: text(),
    /** Whether only some may read it. Its topics say the same, so it cannot change while it has any. */
    isRoom: boolean().notNull().generatedAlwaysAs(sql`audience <> 'public'`),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    /** When it was closed: its topics can be read, and nobody writes. */
    closedAt: moment(),
  },
  (t) => [
    uniqueIndex("category_slug_key").on(t.slug),
    unique("category_room_key").on(t.id, t.isRoom),
    check("category_audience", sql`${t.audience} in ('public','members','practitioners','country','group')`),
    check("category_country", sql`(${t.audience} = 'country') = (${t.country} is not null)`),
    check("category_openers", sql`${t.openers} in ('members','practitioners','moderators')`),
    check("category_repliers", sql`${t.repliers} in ('members','practitioners','moderators')`),
  ],
);

/** The members on the list of a restricted room. */
export const roomMember = pgTable(
  "room_member",
  {
    categoryId: uuid()
      .notNull()
      .references(() => category.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    addedBy: uuid(),
    addedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.categoryId, t.memberId] }), index().on(t.memberId)],
);

/** The numbers of topics; also those of topics that were refused in the same transaction are never used again. */
export const topicNumber = pgSequence("topic_number", { minValue: 1 });
/** The numbers of topics in restricted rooms: gaps in the public numbers would tell how many there are. */
export const roomTopicNumber = pgSequence("room_topic_number", { minValue: 1 });

/**
 * `shown`: everybody reads it. `inside`: those who may read its room do. Public queries ask for `shown`, so a topic of
 * a room is in none of them. `planned`: it appears at a time that a moderator chose. `merged`: all its messages are in
 * another topic, and its address says where.
 */
export const TOPIC_STATES = ["held", "planned", "shown", "inside", "hidden", "merged"] as const;
export type TopicState = (typeof TOPIC_STATES)[number];

/**
 * A topic of the discussions. Its first message is the one section of its page, with revisions; replies are comments
 * of the page. The slug of the page is the topic's number. Changed under the row's lock.
 */
export const topic = pgTable(
  "topic",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => page.id),
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    /** Its permanent number, as in its address. */
    number: integer().notNull(),
    /** The readable part of its address, from the title; it identifies nothing. */
    slug: text().notNull(),
    categoryId: uuid().notNull(),
    /** As its category has it: a foreign key over both keeps them equal. */
    isInRoom: boolean().notNull().default(false),
    state: text().$type<TopicState>().notNull(),
    title: text().notNull(),
    /** Language tag (BCP 47). */
    language: text().notNull(),
    /** Whether it asks a question, so that a reply can be accepted as the answer. */
    isQuestion: boolean().notNull(),
    topics: text().array().notNull().default(sql`'{}'`),
    /** Country codes, ISO 3166-1 alpha-2. */
    countries: text().array().notNull().default(sql`'{}'`),
    /** As "185:18": instrument and article. */
    articles: text().array().notNull().default(sql`'{}'`),
    /** What it is about, by kind and key as in watches; null for nothing on the site. */
    aboutKind: text(),
    aboutKey: text(),
    /** The page of it; null for an article. */
    aboutPageId: uuid().references(() => page.id),
    createdBy: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    /** Its newest visible reply, or when it was opened: its position in lists. */
    activeAt: moment().notNull(),
    isClosed: boolean().notNull().default(false),
    isPinned: boolean().notNull().default(false),
    /** Since when nobody writes in it and the lists of newest topics leave it out; null: not archived. */
    archivedAt: moment(),
    /** Minutes between two replies of a member, moderators excepted; null: no limit. */
    slowMinutes: integer(),
    /** The topic that has its messages now; null unless it was merged. Never one that was merged itself. */
    mergedIntoId: uuid().references((): AnyPgColumn => topic.pageId),
    /** Came with the site to begin the discussions; shown as such. */
    isStarter: boolean().notNull().default(false),
    /** The accepted answer. */
    answerId: uuid().references(() => comment.id),
    /** Number of visible replies. */
    replyCount: integer().notNull().default(0),
    decidedBy: uuid(),
    decidedAt: moment(),
    /** Why it is hidden, for its author. */
    reason: text(),
  },
  (t) => [
    uniqueIndex("topic_number_in_key").on(t.isInRoom, t.number),
    foreignKey({
      name: "topic_room_fk",
      columns: [t.categoryId, t.isInRoom],
      foreignColumns: [category.id, category.isRoom],
    }),
    index("topic_active").on(t.activeAt, t.pageId).where(sql`state = 'shown'`),
    index("topic_active_in").on(t.categoryId, t.activeAt, t.pageId).where(sql`state = 'shown'`),
    index("topic_pinned").on(t.activeAt, t.pageId).where(sql`state = 'shown' and is_pinned`),
    index("topic_opened").on(t.createdAt, t.pageId).where(sql`state = 'shown'`),
    index("topic_created").on(t.createdAt),
    index("topic_decided").on(t.decidedAt).where(sql`decided_at is not null`),
    index("topic_inside").on(t.categoryId, t.activeAt, t.pageId).where(sql`state = 'inside'`),
    index("topic_held").on(t.createdAt).where(sql`state = 'held'`),
    index("topic_merged").on(t.mergedIntoId).where(sql`merged_into_id is not null`),
    index("topic_topics").using("gin", t.topics),
    index("topic_countries").using("gin", t.countries),
    index("topic_articles").using("gin", t.articles),
    index("topic_about").on(t.aboutPageId, t.activeAt),
    index().on(t.createdBy, t.createdAt),
    check("topic_state", sql`${t.state} in ('held','planned','shown','inside','hidden','merged')`),
    check("topic_merged_into", sql`(${t.state} = 'merged') = (${t.mergedIntoId} is not null)`),
    check("topic_slow", sql`${t.slowMinutes} > 0`),
    check(
      "topic_shown",
      sql`case ${t.state} when 'shown' then not ${t.isInRoom} when 'inside' then ${t.isInRoom} else true end`,
    ),
  ],
);

/** What a timer does with a topic. */
export const TOPIC_TIMERS = ["close", "reopen", "publish"] as const;
export type TopicTimer = (typeof TOPIC_TIMERS)[number];

/** What happens to a topic at a time that a moderator chose. The job that does it deletes the row. */
export const topicTimer = pgTable(
  "topic_timer",
  {
    pageId: uuid()
      .notNull()
      .references(() => topic.pageId),
    kind: text().$type<TopicTimer>().notNull(),
    at: moment().notNull(),
    /** The zone in which it was chosen, as the tz database names it. */
    zone: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.pageId, t.kind] }),
    index().on(t.at),
    check("topic_timer_kind", sql`${t.kind} in ('close','reopen','publish')`),
  ],
);

/** What was done to a topic, as its readers see it. */
export const TOPIC_NOTES = [
  "split",
  "joined",
  "merged",
  "closed",
  "reopened",
  "renamed",
  "moved",
  "pinned",
  "unpinned",
  "archived",
  "unarchived",
  "slowed",
  "unslowed",
  "published",
] as const;
export type TopicNoteKind = (typeof TOPIC_NOTES)[number];

/** Who did it: by role, never by name. */
export const NOTE_ROLES = ["moderator", "author", "timer"] as const;
export type NoteRole = (typeof NOTE_ROLES)[number];

/** A line in a topic that says what was done to it, at its place in the flow of replies. */
export const topicNote = pgTable(
  "topic_note",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => topic.pageId),
    /** The number of the last reply before it; 0: before the first. */
    after: integer().notNull(),
    kind: text().$type<TopicNoteKind>().notNull(),
    role: text().$type<NoteRole>().notNull(),
    /** How many replies were moved; or minutes between replies. */
    amount: integer(),
    /** The other topic: where the replies went, or where they came from. */
    otherId: uuid().references(() => topic.pageId),
    /** The category that it was moved to. */
    categoryId: uuid().references(() => category.id),
    /** The titles before and after; null once a moderator took them out. */
    titles: jsonb().$type<{ from: string; to: string }>(),
    createdAt: moment().notNull(),
  },
  (t) => [
    index().on(t.pageId, t.after),
    check(
      "topic_note_kind",
      sql`${t.kind} in ('split','joined','merged','closed','reopened','renamed','moved','pinned','unpinned','archived','unarchived','slowed','unslowed','published')`,
    ),
    check("topic_note_role", sql`${t.role} in ('moderator','author','timer')`),
  ],
);

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

/** Categories that a member muted: their topics are not counted, and not in their lists of new and unread topics. */
export const categoryMute = pgTable(
  "category_mute",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    categoryId: uuid()
      .notNull()
      .references(() => category.id),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.categoryId] }), index().on(t.categoryId)],
);

/**
 * A reply whose words a member is bringing into a section: their next save of that section credits it. Deleted then, or when
 * the member says that the edit is not from the reply.
 */
export const replyProposal = pgTable(
  "reply_proposal",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.sectionId, t.commentId] }),
    index("reply_proposal_created").on(t.createdAt),
  ],
);

/** A reply whose words a revision has. Further revisions that are made from a waiting one have them too. */
export const replyCredit = pgTable(
  "reply_credit",
  {
    revisionId: uuid()
      .notNull()
      .references(() => revision.id),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
  },
  (t) => [
    primaryKey({ columns: [t.revisionId, t.commentId] }),
    index("reply_credit_comment").on(t.commentId),
  ],
);
