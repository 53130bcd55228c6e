import { desc, eq } from "drizzle-orm";
import { question, questionEntry } from "@/db/schema/mailbox";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { AnswerQuestion, ClaimQuestion, DecideQuestion, NoteQuestion } from "../model";
import { lockQuestion, refuseIfOvertaken } from "./lock-question";
import { reopen } from "./reopen";

/**
 * Answers a question by mail. The same answer sent again is not mailed again. Throws `not_found`; `conflict` if the
 * question has changed since the form was drawn, another administrator takes care of it, or it is closed.
 */
export async function answerQuestion(ctx: Ctx, input: AnswerQuestion): Promise<void> {
  ctx.authorize("mailbox.manage");
  const { id: questionId, seen, answer: text } = input;
  const row = await lockQuestion(ctx, questionId);
  if (await isLastAnswer(ctx, questionId, text)) return ctx.skipAudit("the same answer was sent already");
  await refuseIfOvertaken(ctx, row, seen);
  if (row.state !== "open" && row.state !== "answered") throw new DomainError("conflict", "question_closed");
  const entryId = await addEntry(ctx, { questionId, kind: "answer", text });
  await ctx.tx
    .update(question)
    .set({ state: "answered", touchedAt: ctx.now, claimedBy: ctx.actor?.id ?? null })
    .where(eq(question.id, questionId));
  await ctx.record("question.answered", { questionId, entryId });
}

/** Closes a question without an answer, marks it as spam, or opens it again. Throws as `answerQuestion`. */
export async function decideQuestion(ctx: Ctx, input: DecideQuestion): Promise<void> {
  ctx.authorize("mailbox.manage");
  const { id: questionId, state, seen } = input;
  const row = await lockQuestion(ctx, questionId);
  if (row.state === state) return ctx.skipAudit("the question has this state already");
  await refuseIfOvertaken(ctx, row, seen);
  if (state === "open") {
    await reopen(ctx, questionId);
    return ctx.record("question.reopened", { questionId });
  }
  await ctx.tx.update(question).set({ state, touchedAt: ctx.now }).where(eq(question.id, questionId));
  await ctx.record("question.closed", { questionId, isSpam: state === "spam" });
}

/** Takes care of a question, also in place of another administrator, or no longer does. Throws `not_found`. */
export async function claimQuestion(ctx: Ctx, { id: questionId, claim }: ClaimQuestion): Promise<void> {
  ctx.authorize("mailbox.manage");
  const row = await lockQuestion(ctx, questionId);
  const isOwn = row.claimedBy === ctx.actor?.id;
  if (isOwn === (claim === "take")) return ctx.skipAudit("it is so already");
  const claimedBy = claim === "take" ? (ctx.actor?.id ?? null) : null;
  await ctx.tx.update(question).set({ claimedBy }).where(eq(question.id, questionId));
  await ctx.record("question.claimed", { questionId, isTaken: claim === "take" });
}

/** Adds a note that only administrators read. Throws `not_found`. */
export async function noteQuestion(ctx: Ctx, { id: questionId, note }: NoteQuestion): Promise<void> {
  ctx.authorize("mailbox.manage");
  await lockQuestion(ctx, questionId);
  const last = await findLastEntry(ctx, questionId);
  if (last?.kind === "note" && last.text === note && last.authorId === ctx.actor?.id)
    return ctx.skipAudit("the same note was saved already");
  const entryId = await addEntry(ctx, { questionId, kind: "note", text: note });
  await ctx.record("question.noted", { questionId, entryId });
}

async function isLastAnswer(ctx: Ctx, questionId: string, text: string): Promise<boolean> {
  const last = await findLastEntry(ctx, questionId);
  return last?.kind === "answer" && last.text === text && last.authorId === ctx.actor?.id;
}

async function findLastEntry(ctx: Ctx, questionId: string) {
  const [last] = await ctx.tx
    .select({ kind: questionEntry.kind, text: questionEntry.text, authorId: questionEntry.authorId })
    .from(questionEntry)
    .where(eq(questionEntry.questionId, questionId))
    .orderBy(desc(questionEntry.id))
    .limit(1);
  return last;
}

async function addEntry(
  ctx: Ctx,
  entry: { questionId: string; kind: "answer" | "note"; text: string },
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.tx
    .insert(questionEntry)
    .values({ ...entry, id, authorId: ctx.actor?.id ?? null, createdAt: ctx.now });
  return id;
}
