import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { question, questionEntry } from "@/db/schema/mailbox";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { QUESTION_DAYS } from "./model";

const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

/** Collects a member's questions with their answers; notes of administrators are not theirs. */
export async function collectQuestions(on: Queryable, memberId: string) {
  const asked = await on
    .select({
      id: question.id,
      name: question.name,
      email: question.email,
      topic: question.topic,
      subject: question.subject,
      text: question.text,
      page: question.page,
      state: question.state,
      at: question.createdAt,
    })
    .from(question)
    .where(eq(question.memberId, memberId))
    .orderBy(asc(question.id));
  const entries = await on
    .select({
      questionId: questionEntry.questionId,
      kind: questionEntry.kind,
      text: questionEntry.text,
      at: questionEntry.createdAt,
    })
    .from(questionEntry)
    .where(
      inArray(
        questionEntry.questionId,
        asked.map(({ id }) => id),
      ),
    )
    .orderBy(asc(questionEntry.id));
  return {
    questions: asked.map((one) => ({
      ...one,
      followed: entries
        .filter(({ questionId, kind }) => questionId === one.id && kind !== "note")
        .map(({ kind, text, at }) => ({ kind, text, at })),
    })),
  };
}

/** Questions to the people who run the site. What administrators answered stays with the question of others. */
export const MAILBOX_DATA: PersonalData = {
  collect: collectQuestions,
  tables: [question],
  // Also what was asked with the account's address without signing in. It is not in the export: a typed address is not
  // confirmed, so the words may be a stranger's.
  erase: ({ tx }, memberId) =>
    tx.execute(sql`delete from question q using member m
      where m.id = ${memberId} and q.email_key = m.email_key`),
  besides: [question.claimedBy, questionEntry.authorId],
  expire: async ({ tx, now }) => ({
    questions: await sweep(
      tx,
      sql`delete from question where id in (select q.id from question q
        where q.touched_at < ${before(now, QUESTION_DAYS.any)}
          or (q.state = 'spam' and q.touched_at < ${before(now, QUESTION_DAYS.spam)}) limit 500)`,
    ),
  }),
};
