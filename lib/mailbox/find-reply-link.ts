import { and, eq, gt, ne } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { question, questionEntry } from "@/db/schema/mailbox";
import { hashToken } from "@/lib/accounts";

/** An answer that its asker can write back to. */
export interface ReplyLink {
  questionId: string;
  entryId: string;
  subject: string;
  answer: string;
  answeredAt: Date;
}

/**
 * Finds the answer that a mailed link opens; null if it was used, has expired, or the question was marked as spam.
 * `isLocked`: the question is locked, to write back.
 */
export async function findReplyLink(
  on: Queryable,
  token: string,
  now: Date,
  { isLocked = false } = {},
): Promise<ReplyLink | null> {
  if (token === "") return null;
  const found = on
    .select({
      questionId: question.id,
      entryId: questionEntry.id,
      subject: question.subject,
      answer: questionEntry.text,
      answeredAt: questionEntry.createdAt,
    })
    .from(questionEntry)
    .innerJoin(question, eq(question.id, questionEntry.questionId))
    .where(
      and(
        eq(questionEntry.hash, hashToken(token)),
        gt(questionEntry.expiresAt, now),
        ne(question.state, "spam"),
      ),
    );
  const [row] = await (isLocked ? found.for("update") : found);
  return row ?? null;
}
