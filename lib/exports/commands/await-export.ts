import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { exportRecord, exportWaiter } from "@/db/schema/exports";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { AwaitExport } from "../model";

/**
 * Requests a mail for when a document is made or fails. Returns whether it is still being made; if not, no mail
 * is sent. Safe to run twice. Throws `not_found` if there is no such document.
 */
export async function awaitExport(ctx: Ctx, input: AwaitExport): Promise<{ isAwaited: boolean }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("export.await", { memberId });
  // The process that makes it updates this row too. So either the mail is queued with it, or this sees that it
  // is made.
  const [made] = await ctx.tx
    .select({ state: exportRecord.state })
    .from(exportRecord)
    .where(eq(exportRecord.id, input.id))
    .for("update");
  if (!made) throw new DomainError("not_found", "export");
  if (made.state !== "making") {
    ctx.skipAudit("it is decided already: the page says what came of it");
    return { isAwaited: false };
  }
  const [added] = await ctx.tx
    .insert(exportWaiter)
    .values({ exportId: input.id, memberId, lang: input.lang ?? null, askedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ exportId: exportWaiter.exportId });
  if (added) await ctx.record("export.awaited", { memberId, exportId: input.id });
  else ctx.skipAudit("the member waits already");
  return { isAwaited: true };
}

/** Cancels that request. Safe to run twice. */
export async function stopAwaiting(ctx: Ctx, input: AwaitExport): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("export.await", { memberId });
  const [gone] = await ctx.tx
    .delete(exportWaiter)
    .where(of(input.id, memberId))
    .returning({ exportId: exportWaiter.exportId });
  if (gone) await ctx.record("export.not-awaited", { memberId, exportId: input.id });
  else ctx.skipAudit("the member waits no more");
}

const of = (exportId: string, memberId: string) =>
  and(eq(exportWaiter.exportId, exportId), eq(exportWaiter.memberId, memberId));

/** Checks whether a member will get a mail about a document. */
export async function isAwaited(
  waiter: { exportId: string; memberId: string },
  on: Queryable = db(),
): Promise<boolean> {
  const [row] = await on
    .select({ exportId: exportWaiter.exportId })
    .from(exportWaiter)
    .where(of(waiter.exportId, waiter.memberId));
  return row !== undefined;
}
