import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { question, questionEntry } from "@/db/schema/mailbox";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { findReplyLink } from "../find-reply-link";
import type { ReplyToAnswer } from "../model";
import type { PreparedQuestion } from "../prepare-question";
import { reopen } from "./reopen";

/**
 * Saves a question for the administrators. One by a bot gets the usual answer but is not saved, and one that is sent
 * twice waits once. Nothing is mailed to the asker: the typed address may be a stranger's.
 */
export async function askQuestion(ctx: Ctx, input: PreparedQuestion): Promise<void> {
  ctx.authorize("question.ask");
  const { sender, topic, subject, text, page, locale, isProgram } = input;
  const memberId = ctx.actor?.id ?? null;
  if (!sender && !memberId) throw new DomainError("unauthenticated", "generic");
  if (isProgram) return ctx.skipAudit("a program's question is not kept");
  const hash = createHash("sha256")
    .update(JSON.stringify([sender?.emailKey ?? memberId, topic, subject, text, page]))
    .digest("hex");
  const questionId = newId(ctx.now.getTime());
  const made = await ctx.tx
    .insert(question)
    .values({
      id: questionId,
      memberId,
      name: sender?.name ?? null,
      email: sender?.email ?? null,
      emailKey: sender?.emailKey ?? null,
      topic,
      subject,
      text,
      page,
      locale,
      hash,
      state: "open",
      createdAt: ctx.now,
      touchedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: question.id });
  if (made.length === 0) return ctx.skipAudit("the same question waits already");
  await ctx.record("question.asked", { questionId, topic });
}

/** Saves what the asker writes back by the link in an answer, which works once. Throws `invalid` (`link`). */
export async function replyToAnswer(ctx: Ctx, { token, text }: ReplyToAnswer): Promise<void> {
  ctx.authorize("question.reply");
  const link = await findReplyLink(ctx.tx, token, ctx.now, { isLocked: true });
  if (!link) throw new DomainError("invalid", "link");
  const { questionId } = link;
  const entryId = newId(ctx.now.getTime());
  await ctx.tx.update(questionEntry).set({ hash: null }).where(eq(questionEntry.id, link.entryId));
  await ctx.tx
    .insert(questionEntry)
    .values({ id: entryId, questionId, kind: "reply", text, createdAt: ctx.now });
  await reopen(ctx, questionId);
  await ctx.record("question.replied", { questionId, entryId });
}
