import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { importedMessage, importRun } from "@/db/schema/discussion-imports";
import { topic } from "@/db/schema/discussions";
import { hideOldComments, recount } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { loadForSite, topicFact } from "../access";
import { areaOf } from "../areas/model";
import { PAGES_IN } from "../page-kind";

const REASON = "The import that made it was undone.";

/** Lists the topics in which a run imported messages. Throws `not_found` if there is no such run. */
export async function listImported(runId: string, on: Queryable = db()): Promise<string[]> {
  if ((await on.$count(importRun, eq(importRun.id, runId))) === 0) throw new DomainError("not_found", "page");
  const rows = await on
    .selectDistinct({ pageId: importedMessage.pageId })
    .from(importedMessage)
    .where(and(eq(importedMessage.runId, runId), sql`${importedMessage.externalId} not like 'undone %'`));
  return rows.map(({ pageId }) => pageId);
}

/** Notes that a run was undone. */
export async function endImport(ctx: Ctx, runId: string): Promise<void> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("each of its topics is in the log");
  await ctx.tx
    .update(importRun)
    .set({ undoneAt: ctx.now })
    .where(and(eq(importRun.id, runId), isNull(importRun.undoneAt)));
}

/**
 * Takes back what a run imported into a topic: hides the topic that it made, or its replies in a topic that was there. They
 * can be imported again. Returns how many messages.
 */
export async function undoImported(
  ctx: Ctx,
  { runId, pageId }: { runId: string; pageId: string },
): Promise<number> {
  ctx.asSystem("the operator's command");
  const loaded = await loadForSite(ctx, pageId);
  const which = and(eq(importedMessage.runId, runId), eq(importedMessage.pageId, pageId));
  const rows = await ctx.tx
    .select({ commentId: importedMessage.commentId })
    .from(importedMessage)
    .where(which);
  if (!loaded || rows.length === 0) {
    ctx.skipAudit("there is nothing of it");
    return 0;
  }
  const replies = rows.flatMap(({ commentId }) => commentId ?? []);
  if (replies.length < rows.length)
    await ctx.tx
      .update(topic)
      .set({ state: "hidden", reason: REASON, decidedAt: ctx.now })
      .where(and(eq(topic.pageId, pageId), sql`${topic.state} in ('shown', 'inside')`));
  await hideOldComments(ctx, replies, REASON);
  await recount(ctx, PAGES_IN[areaOf(loaded)].comments, loaded);
  // Under another id, the same message can be imported again.
  await ctx.tx
    .update(importedMessage)
    .set({ externalId: sql`'undone ' || ${runId} || ' ' || ${importedMessage.externalId}` })
    .where(which);
  await ctx.record("discussions.import-undone", { ...topicFact(loaded), runId, messages: rows.length });
  return rows.length;
}
