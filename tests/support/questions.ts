import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { question, questionEntry } from "@/db/schema/mailbox";
import { makeFormStamp } from "@/lib/accounts";
import { emailKeyOf } from "@/lib/accounts/model";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { answerQuestion } from "@/lib/mailbox";
import { AnswerQuestion, seenOf } from "@/lib/mailbox/model";
import { transact } from "@/lib/transact";
import { by } from "./members";

/** What a question says. */
export const QUESTION = {
  topic: "data",
  subject: "Reuse of the profiles",
  text: "May we print the profile of Senegal in a training manual?",
} as const;

const SENDER = { name: "Awa Ndiaye", email: "awa@justice.example" } as const;

/** Returns the input for the form of `/contact`, sent a minute after it was opened. */
export const typedQuestion = (values: Record<string, string> = {}) => ({
  stamp: makeFormStamp(new Date(Date.now() - 60_000)),
  ...SENDER,
  ...QUESTION,
  ...values,
});

/** Stores a question of a visitor; returns its id. */
export async function makeQuestion(values: Partial<typeof question.$inferInsert> = {}): Promise<string> {
  const id = values.id ?? newId();
  const now = new Date();
  await db()
    .insert(question)
    .values({
      id,
      ...SENDER,
      ...QUESTION,
      emailKey: emailKeyOf(SENDER.email),
      locale: "en",
      hash: id,
      state: "open",
      createdAt: now,
      touchedAt: now,
      ...values,
    });
  return id;
}

/** Returns the version of a question that a form drawn now carries. */
export async function seenNow(id: string): Promise<string> {
  const [row] = await db().select({ at: question.touchedAt }).from(question).where(eq(question.id, id));
  return row ? seenOf(row.at) : "";
}

/** Answers a question as an administrator; returns the id of the answer. */
export async function answerNow(actor: Actor, id: string, answer = "Yes, with the source."): Promise<string> {
  const seen = await seenNow(id);
  await transact(by(actor), (ctx) => answerQuestion(ctx, AnswerQuestion.parse({ id, seen, answer })));
  const rows = await db()
    .select({ id: questionEntry.id, kind: questionEntry.kind })
    .from(questionEntry)
    .where(eq(questionEntry.questionId, id))
    .orderBy(questionEntry.id);
  return rows.findLast(({ kind }) => kind === "answer")?.id ?? "";
}
