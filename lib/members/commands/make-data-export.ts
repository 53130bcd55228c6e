import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { dataExport } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";

/** Seconds during which a finished export can be downloaded. */
export const EXPORT_SECONDS = 7 * 86_400;

/** Collects all data about a member (`lib/personal-data.ts`). */
export type CollectOwnData = (on: Queryable, memberId: string, now: Date) => Promise<Buffer>;

/** Makes a requested export; run by a job. Does nothing if it was made or is gone. */
export async function makeDataExport(
  ctx: Ctx,
  input: { dataExportId: string },
  collect: CollectOwnData,
): Promise<void> {
  ctx.asSystem("the member asked for it; the worker makes it");
  const [row] = await ctx.tx
    .select({ memberId: dataExport.memberId, state: dataExport.state })
    .from(dataExport)
    .where(eq(dataExport.id, input.dataExportId))
    .for("update");
  if (row?.state !== "requested") {
    ctx.skipAudit("this export was made before, or its member has gone");
    return;
  }
  const content = await collect(ctx.tx, row.memberId, ctx.now);
  await ctx.tx
    .update(dataExport)
    .set({
      state: "ready",
      content,
      size: content.length,
      readyAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + EXPORT_SECONDS * 1000),
    })
    .where(eq(dataExport.id, input.dataExportId));
  await ctx.record("data-export.made", { memberId: row.memberId, dataExportId: input.dataExportId });
}
