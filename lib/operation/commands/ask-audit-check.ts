import type { Ctx } from "@/lib/core/ctx";

/** Has the whole log held against its chain, by a job: it takes as long as the log is. */
export async function askAuditCheck(ctx: Ctx): Promise<void> {
  ctx.authorize("audit.read");
  await ctx.record("audit.check-asked", {});
}
