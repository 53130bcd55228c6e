import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

/** How a suspension ended: by its time, by somebody who lifted it, or by an appeal. */
export const SUSPENSION_ENDS = ["time", "lifted", "appeal"] as const;
export type SuspensionEnd = (typeof SUSPENSION_ENDS)[number];

/** The suspensions of members, past ones too. At most one of a member is not ended. Appeals are cases of flags. */
export const suspension = pgTable(
  "suspension",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    startedAt: moment().notNull(),
    /** When it ends by itself; null if somebody has to lift it. */
    until: moment(),
    /** Null for the operator. */
    byId: uuid(),
    endedAt: moment(),
    ended: text().$type<SuspensionEnd>(),
    endedBy: uuid(),
  },
  (t) => [
    uniqueIndex("suspension_open_key").on(t.memberId).where(sql`ended_at is null`),
    index().on(t.memberId, t.startedAt),
    index("suspension_ended").on(t.endedAt).where(sql`ended_at is not null`),
    check("suspension_ended_how", sql`${t.ended} in ('time','lifted','appeal')`),
    check("suspension_ended_at", sql`(${t.endedAt} is null) = (${t.ended} is null)`),
  ],
);

/** A warning to a member, who confirms that they read it before they can do anything else. */
export const warning = pgTable(
  "warning",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    byId: uuid().notNull(),
    createdAt: moment().notNull(),
    readAt: moment(),
  },
  (t) => [
    index().on(t.memberId, t.createdAt),
    index("warning_unread").on(t.memberId).where(sql`read_at is null`),
    index().on(t.createdAt),
  ],
);

/** A note about a member that moderators and administrators share. The member does not see it on a page. */
export const staffNote = pgTable(
  "staff_note",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    text: text().notNull(),
    byId: uuid().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.memberId, t.createdAt), index().on(t.createdAt)],
);
