import { boolean, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { page } from "./revisions";

/** A page such as the charter in one language, once an administrator began to write it. */
export const standingPage = pgTable("standing_page", {
  pageId: uuid()
    .primaryKey()
    .references(() => page.id),
  /** Whether readers see the administrators' text; otherwise they see that of the product. */
  isOwn: boolean().notNull(),
  /** The product's text that administrators last saw beside their own: a later version may have another. */
  product: jsonb().notNull(),
});
