import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";
import { comment } from "./comments";
import { category, topic } from "./discussions";

/** A run of the command that imports discussions from elsewhere. */
export const importRun = pgTable("import_run", {
  id: id(),
  /** What readers are told of where it is from, such as the name of a mailing list. */
  source: text().notNull(),
  categoryId: uuid()
    .notNull()
    .references(() => category.id),
  /** The hash of the dry run that it followed. */
  hash: text().notNull(),
  createdAt: moment().notNull(),
  undoneAt: moment(),
});

/** A message that was imported: its id where it is from, so that it is imported once, and who wrote it. */
export const importedMessage = pgTable(
  "imported_message",
  {
    source: text().notNull(),
    externalId: text().notNull(),
    runId: uuid()
      .notNull()
      .references(() => importRun.id),
    /** The topic. */
    pageId: uuid()
      .notNull()
      .references(() => topic.pageId),
    /** The reply; null for the first message of the topic. */
    commentId: uuid().references(() => comment.id),
    /** The name of an author without an account; null if a member wrote it. */
    authorName: text(),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.externalId] }),
    index().on(t.runId),
    index().on(t.pageId),
    index().on(t.commentId),
  ],
);
