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
import { page, section } from "./revisions";

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
    /** When readers could first see it, if a moderator ever showed or hid it. */
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
