import { eq } from "drizzle-orm";
import { question } from "@/db/schema/mailbox";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Opens a question again. Its hash becomes its own: the same question may have been asked anew while it was closed, and
 * two open ones cannot have one hash.
 */
export async function reopen(ctx: Ctx, questionId: string): Promise<void> {
  await ctx.tx
    .update(question)
    .set({ state: "open", hash: questionId, touchedAt: ctx.now })
    .where(eq(question.id, questionId));
}
