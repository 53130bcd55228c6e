import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

/** What a filter does with what it catches, from the mildest to the strictest. */
export const FILTER_STAGES = ["off", "log", "warn", "hold", "refuse"] as const;
export type FilterStage = (typeof FILTER_STAGES)[number];

/** What became of a text that a filter caught. */
export const FILTER_OUTCOMES = ["logged", "warned", "sent", "held", "refused"] as const;
export type FilterOutcome = (typeof FILTER_OUTCOMES)[number];

/** A rule of administrators about what members write. All its conditions have to hold. */
export const textFilter = pgTable(
  "text_filter",
  {
    id: id(),
    name: text().notNull(),
    /** What a writer is told, without the words of the rule. */
    explanation: text().notNull(),
    /** Words and phrases, of which one has to occur; empty: any text. */
    words: text().array().notNull(),
    /** Hosts of addresses, of which one has to occur; empty: any text. */
    hosts: text().array().notNull(),
    /** How many addresses there have to be; null: any number. */
    minLinks: integer(),
    writers: text().$type<"anyone" | "new">().notNull(),
    /** The script of most letters; null: any. */
    script: text(),
    /** Kinds of pages, and `comment`, `member`. */
    places: text().array().notNull(),
    stage: text().$type<FilterStage>().notNull(),
    /** Rises with each change of its conditions. */
    version: integer().notNull(),
    /** The version of the last test, and what it found: counts, and ids of texts. */
    testedVersion: integer(),
    testedAt: moment(),
    tested: jsonb(),
    createdAt: moment().notNull(),
    changedAt: moment().notNull(),
    changedBy: uuid().references(() => member.id),
    /** When the brake last set it back to `log`; null after a change by hand. */
    brakedAt: moment(),
  },
  (t) => [
    index("text_filter_active").on(t.id).where(sql`stage <> 'off'`),
    check("text_filter_stage", sql`${t.stage} in ('off','log','warn','hold','refuse')`),
    check("text_filter_writers", sql`${t.writers} in ('anyone','new')`),
    check("text_filter_tested", sql`(${t.testedVersion} is null) = (${t.testedAt} is null)`),
  ],
);

/** A text that a filter caught. It has no words of the text: what was refused is stored nowhere. */
export const filterHit = pgTable(
  "filter_hit",
  {
    id: id(),
    filterId: uuid()
      .notNull()
      .references(() => textFilter.id, { onDelete: "cascade" }),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    place: text().notNull(),
    pageId: uuid(),
    commentId: uuid(),
    /** The conditions of the rule that the text met. */
    matched: text().array().notNull(),
    outcome: text().$type<FilterOutcome>().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    index().on(t.filterId, t.at),
    index().on(t.memberId),
    index().on(t.at),
    index("filter_hit_comment").on(t.commentId).where(sql`comment_id is not null`),
    index("filter_hit_held").on(t.pageId).where(sql`outcome = 'held' and comment_id is null`),
    check("filter_hit_outcome", sql`${t.outcome} in ('logged','warned','sent','held','refused')`),
  ],
);
