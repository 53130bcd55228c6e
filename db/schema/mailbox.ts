import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

export type QuestionState = "open" | "answered" | "closed" | "spam";
export type EntryKind = "answer" | "reply" | "note";

/** A question to the people who run the site, from a visitor or a member. */
export const question = pgTable(
  "question",
  {
    id: id(),
    /** The member who asked while signed in. */
    memberId: uuid().references(() => member.id),
    /** As typed; null: those of the member's account. */
    name: text(),
    email: text(),
    /** Lower case, Unicode-normalized. */
    emailKey: text(),
    topic: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    /** Path of the page of this site that it is about. */
    page: text(),
    /** Language of the page it was asked on, and of the answers. */
    locale: text().notNull(),
    /** Hash of the question, so that one sent twice waits once. */
    hash: text().notNull(),
    state: text().$type<QuestionState>().notNull(),
    createdAt: moment().notNull(),
    /** When it last got words or a state: the version that forms carry, and the start of its retention. */
    touchedAt: moment().notNull(),
    /** The administrator who takes care of it. */
    claimedBy: uuid().references(() => member.id),
  },
  (t) => [
    uniqueIndex("question_hash_key").on(t.hash).where(sql`state = 'open'`),
    index().on(t.state, t.id),
    index().on(t.topic, t.id),
    index().on(t.emailKey, t.id),
    index().on(t.memberId, t.id),
    index().on(t.touchedAt),
    index().on(t.claimedBy),
    check("question_state", sql`${t.state} in ('open','answered','closed','spam')`),
    check(
      "question_sender",
      sql`(${t.email} is null) = (${t.name} is null)
      and (${t.email} is null) = (${t.emailKey} is null)
      and (${t.email} is not null or ${t.memberId} is not null)`,
    ),
  ],
);

/** What followed a question: answers and notes of administrators, and what the asker wrote back. */
export const questionEntry = pgTable(
  "question_entry",
  {
    id: id(),
    questionId: uuid()
      .notNull()
      .references(() => question.id, { onDelete: "cascade" }),
    kind: text().$type<EntryKind>().notNull(),
    /** The administrator; null for words of the asker. */
    authorId: uuid().references(() => member.id),
    text: text().notNull(),
    createdAt: moment().notNull(),
    /** When the mail of an answer was sent, and when it last could not be. */
    sentAt: moment(),
    failedAt: moment(),
    /** SHA-256 of the secret in the mail, by which the asker writes back once. */
    hash: text(),
    expiresAt: moment(),
  },
  (t) => [
    index().on(t.questionId, t.id),
    uniqueIndex("question_entry_hash_key").on(t.hash),
    index().on(t.authorId),
    check("question_entry_kind", sql`${t.kind} in ('answer','reply','note')`),
    check("question_entry_author", sql`(${t.kind} = 'reply') = (${t.authorId} is null)`),
  ],
);
