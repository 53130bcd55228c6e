import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";
import { category, topic } from "./discussions";

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
