import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

export const CLEANUP_STATES = ["running", "done", "undoing", "undone"] as const;
export type CleanupState = (typeof CLEANUP_STATES)[number];

/** `skipped`: it could not be cleaned up; `dropped`: undone before it was its turn; `kept`: others decided since. */
export const STEP_STATES = ["planned", "done", "skipped", "dropped", "undone", "kept"] as const;
export type StepState = (typeof STEP_STATES)[number];

/** A clean-up of what a member contributed, by a moderator. One of a member is in work at a time. */
export const cleanup = pgTable(
  "cleanup",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    byId: uuid().notNull(),
    reason: text().notNull(),
    /** How many days it looks back; null: everything. */
    days: integer(),
    /** Whether it suspended the member too. */
    isSuspended: boolean().notNull(),
    state: text().$type<CleanupState>().notNull(),
    startedAt: moment().notNull(),
    /** When the last step was taken. */
    doneAt: moment(),
    undoneBy: uuid(),
    undoneAt: moment(),
  },
  (t) => [
    uniqueIndex("cleanup_in_work_key").on(t.memberId).where(sql`state in ('running', 'undoing')`),
    index().on(t.memberId, t.startedAt),
    index().on(t.startedAt),
    check("cleanup_state", sql`${t.state} in ('running','done','undoing','undone')`),
  ],
);

/** One contribution that a clean-up takes back: a comment, a page, or a revision. */
export const cleanupStep = pgTable(
  "cleanup_step",
  {
    id: id(),
    cleanupId: uuid()
      .notNull()
      .references(() => cleanup.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    state: text().$type<StepState>().notNull(),
    /** What it was before, or the id of the revision that undid it. */
    before: text(),
    /** Code of the reason why it was skipped or kept. */
    why: text(),
  },
  (t) => [
    uniqueIndex("cleanup_step_position_key").on(t.cleanupId, t.position),
    index("cleanup_step_planned").on(t.cleanupId, t.position).where(sql`state = 'planned'`),
    index("cleanup_step_done").on(t.cleanupId, t.position).where(sql`state = 'done'`),
    check("cleanup_step_state", sql`${t.state} in ('planned','done','skipped','dropped','undone','kept')`),
  ],
);
