import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns";

/** Link checks: a row per address cited as a source in profiles. */
export const linkCheck = pgTable(
  "link_check",
  {
    url: text().primaryKey(),
    /** Next and last check. */
    nextAt: moment().notNull(),
    askedAt: moment(),
    /** Consecutive failures, and since when. */
    failures: integer().notNull().default(0),
    failingSince: moment(),
    /** Since when it is shown as broken; null while it works or has not failed often enough. */
    brokenSince: moment(),
  },
  (t) => [index().on(t.nextAt), index("link_check_broken").on(t.url).where(sql`broken_since is not null`)],
);
