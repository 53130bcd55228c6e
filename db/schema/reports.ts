import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { page } from "./revisions";

/** An error in a profile reported without an account; the reporter is not identified. */
export const errorReport = pgTable(
  "error_report",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** Key of the section; null: the whole profile. */
    section: text(),
    /** Language of the section read, if it was a translation. */
    language: text(),
    text: text().notNull(),
    /** Address for the outcome; deleted once it was sent. */
    email: text(),
    locale: text().notNull(),
    /** Hash of the report, so that one sent twice is stored once. */
    hash: text().notNull(),
    state: text().$type<"open" | "corrected" | "declined">().notNull(),
    createdAt: moment().notNull(),
    decidedBy: uuid().references(() => member.id),
    decidedAt: moment(),
    answer: text(),
  },
  (t) => [
    uniqueIndex("error_report_hash_key").on(t.hash).where(sql`state = 'open'`),
    index("error_report_open").on(t.createdAt, t.id).where(sql`state = 'open'`),
    index("error_report_email").on(t.createdAt).where(sql`email is not null`),
    index().on(t.decidedAt),
    index().on(t.decidedBy),
    index().on(t.pageId),
    check("error_report_state", sql`${t.state} in ('open','corrected','declined')`),
  ],
);
