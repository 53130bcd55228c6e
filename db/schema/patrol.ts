import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { moment } from "./columns";
import { revision } from "./revisions";

/** A change that somebody looked at after it was published: who, and what they did. */
export const revisionPatrol = pgTable(
  "revision_patrol",
  {
    revisionId: uuid()
      .primaryKey()
      .references(() => revision.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    how: text().$type<"fine" | "undone">().notNull(),
    patrolledAt: moment().notNull(),
  },
  (t) => [index().on(t.patrolledAt), check("revision_patrol_how", sql`${t.how} in ('fine','undone')`)],
);
