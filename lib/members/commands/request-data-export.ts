import { and, eq } from "drizzle-orm";
import { dataExport } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { lockMembers } from "@/lib/core/lock-members";
import { requireConfirmed } from "@/lib/core/step-up";

/**
 * Requests a copy of the member's data, made by a job (GDPR Art. 15 and 20). Throws `conflict` while one is
 * being made.
 */
export async function requestDataExport(ctx: Ctx): Promise<{ dataExportId: string }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  await lockMembers(ctx.tx, memberId);
  const [waiting] = await ctx.tx
    .select({ id: dataExport.id })
    .from(dataExport)
    .where(and(eq(dataExport.memberId, memberId), eq(dataExport.state, "requested")));
  if (waiting) throw new DomainError("conflict", "export_requested");
  const dataExportId = newId(ctx.now.getTime());
  await ctx.tx
    .insert(dataExport)
    .values({ id: dataExportId, memberId, state: "requested", requestedAt: ctx.now });
  await ctx.record("data-export.requested", { memberId, dataExportId });
  return { dataExportId };
}

/**
 * Reads an export for its member and logs the download. Throws `not_found` for others' and unfinished
 * exports, `gone` after seven days.
 */
export async function downloadDataExport(
  ctx: Ctx,
  input: { dataExportId: string },
): Promise<{ content: Buffer; readyAt: Date }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const [row] = await ctx.tx
    .select({ content: dataExport.content, readyAt: dataExport.readyAt, expiresAt: dataExport.expiresAt })
    .from(dataExport)
    .where(
      and(
        eq(dataExport.id, input.dataExportId),
        eq(dataExport.memberId, memberId),
        eq(dataExport.state, "ready"),
      ),
    );
  if (!row?.readyAt || !row.content) throw new DomainError("not_found", "data_export");
  if (!row.expiresAt || row.expiresAt <= ctx.now) throw new DomainError("gone", "data_export");
  await ctx.record("data-export.downloaded", { memberId, dataExportId: input.dataExportId });
  return { content: row.content, readyAt: row.readyAt };
}
