import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns";

/** Whether the address of a source answers: a row for each address that sources of profiles name. */
export const linkCheck = pgTable(
  "link_check",
  {
    url: text().primaryKey(),
    /** When it is to be asked next, and was last. */
    nextAt: moment().notNull(),
    askedAt: moment(),
    /** How often in a row it did not answer, and since when. */
    failures: integer().notNull().default(0),
    failingSince: moment(),
    /** Since when readers are told; null while it answers, or did not often enough to be sure. */
    brokenSince: moment(),
  },
  (t) => [index().on(t.nextAt), index("link_check_broken").on(t.url).where(sql`broken_since is not null`)],
);
