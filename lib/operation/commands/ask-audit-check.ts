import type { Ctx } from "@/lib/core/ctx";

/** Queues a verification of the whole log, which takes a while. */
export async function askAuditCheck(ctx: Ctx): Promise<void> {
  ctx.authorize("audit.read");
  await ctx.record("audit.check-asked", {});
}
