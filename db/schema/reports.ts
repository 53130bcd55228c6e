import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { page } from "./revisions";

/** An error in a profile that somebody pointed out, without an account: who it was is not kept. */
export const errorReport = pgTable(
  "error_report",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** The section's key; null: the profile as a whole. */
    section: text(),
    /** Which language of the section was read, where it was a translation. */
    language: text(),
    text: text().notNull(),
    /** Where the outcome is to be told; gone once it was. */
    email: text(),
    locale: text().notNull(),
    /** Of what was sent: the same report sent twice is one. */
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
