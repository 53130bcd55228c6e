import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";
import { flagCase } from "./flags";

/**
 * A report of content that somebody made at `/report`, with an account or without. It joins a case of flags when its sender
 * confirms the address.
 */
export const publicReport = pgTable(
  "public_report",
  {
    id: id(),
    /** Null until it is confirmed. */
    caseId: uuid().references(() => flagCase.id, { onDelete: "cascade" }),
    /** The address of the content on this site, without language and query. */
    path: text().notNull(),
    /** The kind of violation, from `GROUNDS`. */
    ground: text().notNull(),
    words: text().notNull(),
    /** Null: the sender gave none, which the law allows for the abuse of children. */
    name: text(),
    email: text(),
    /** Lower case, Unicode-normalized. */
    emailKey: text(),
    /** Language of the page it was sent from, and of its mails. */
    locale: text().notNull(),
    /** Hash of what was reported, so that one sent twice counts once. */
    hash: text().notNull(),
    /** Hash of the secret in the link to its page. */
    tokenHash: text().notNull(),
    /** Which mails about it were sent. */
    mailed: text().array().notNull().default(sql`'{}'`),
    createdAt: moment().notNull(),
    confirmedAt: moment(),
    /** Why the sender asked for another look at a dismissed report. Once. */
    complaint: text(),
    complainedAt: moment(),
  },
  (t) => [
    uniqueIndex("public_report_token_key").on(t.tokenHash),
    uniqueIndex("public_report_hash_key").on(t.hash),
    index().on(t.caseId),
    index().on(t.emailKey),
    index("public_report_unconfirmed").on(t.createdAt).where(sql`confirmed_at is null`),
    check("public_report_confirmed", sql`(${t.confirmedAt} is null) = (${t.caseId} is null)`),
    check("public_report_mail", sql`(${t.email} is null) = (${t.emailKey} is null)`),
  ],
);
