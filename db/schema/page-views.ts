import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/**
 * Views of pages, counted by day and path; by month after 400 days. Nothing of the reader: no address, no device,
 * no session, no page before.
 */
export const pageView = pgTable(
  "page_view",
  {
    /** `day`, or `month` for the sum of the month that begins on that day. */
    period: text().$type<"day" | "month">().notNull(),
    day: date({ mode: "string" }).notNull(),
    /** Path with language, without query; empty for all paths beyond the limit together. */
    path: text().notNull(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.period, t.day, t.path] })],
);
