import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { page, section } from "./revisions";

/**
 * Projection of texts: the pages of the site they link to ("countries/senegal", "blog/SLUG", "training/SLUG",
 * "convention/185-18", also for cited articles). Written in the transaction that publishes a text, never
 * edited directly.
 */
export const pageLink = pgTable(
  "page_link",
  {
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    target: text().notNull(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
  },
  (t) => [primaryKey({ columns: [t.sectionId, t.target] }), index().on(t.target), index().on(t.pageId)],
);
