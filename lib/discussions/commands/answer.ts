import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { comment } from "@/db/schema/comments";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { type LoadedTopic, loadTopic, requireInUse, topicFact } from "../access";
import type { TopicArea } from "../areas/model";
import type { AcceptAnswer, TopicParams } from "../model";

async function loadQuestion(ctx: Ctx, area: TopicArea, slug: string): Promise<LoadedTopic> {
  const loaded = await loadTopic(ctx, area, slug);
  ctx.authorize("topic.answer", loaded.facts);
  requireInUse(loaded);
  if (!loaded.isQuestion) throw new DomainError("conflict", "no_question");
  return loaded;
}

async function setAnswer(ctx: Ctx, loaded: LoadedTopic, commentId: string | null): Promise<void> {
  if (loaded.answerId === commentId) return ctx.skipAudit("it is so already");
  await ctx.tx.update(topic).set({ answerId: commentId }).where(eq(topic.pageId, loaded.id));
  await ctx.record("topic.answered", { ...topicFact(loaded), commentId });
}

/** Creates the commands for the accepted answer of a question in an area. */
export const answeringIn = (area: TopicArea) => ({
  /**
   * Accepts a visible reply as the answer to a question, in place of any other. Throws `conflict` / `no_question` for a
   * topic that asks none, `invalid` for a reply that readers do not see.
   */
  async accept(
    ctx: Ctx,
    { slug, reply: number }: z.infer<typeof AcceptAnswer>,
  ): Promise<{ slug: string; reply: number }> {
    const loaded = await loadQuestion(ctx, area, slug);
    const [reply] = await ctx.tx
      .select({ id: comment.id })
      .from(comment)
      .where(and(eq(comment.pageId, loaded.id), eq(comment.number, number), eq(comment.state, "shown")));
    if (!reply) throw invalidFields({ reply: ["unknown_reply"] });
    await setAnswer(ctx, loaded, reply.id);
    return { slug, reply: number };
  },

  /** Takes back that a reply is the answer. */
  async takeBack(ctx: Ctx, { slug }: z.infer<typeof TopicParams>): Promise<{ slug: string }> {
    await setAnswer(ctx, await loadQuestion(ctx, area, slug), null);
    return { slug };
  },
});
