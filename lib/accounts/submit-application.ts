import { eq } from "drizzle-orm";
import { application } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";

/** Submits the application made when registering, if any; `reason` replaces the earlier one. */
export async function submitApplication(ctx: Ctx, memberId: string, reason?: string): Promise<string | null> {
  const [row] = await ctx.tx
    .update(application)
    .set({ state: "waiting", createdAt: ctx.now, ...(reason === undefined ? {} : { reason }) })
    .where(eq(application.memberId, memberId))
    .returning({ id: application.id });
  return row?.id ?? null;
}
