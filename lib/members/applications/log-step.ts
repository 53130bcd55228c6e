import { type ApplicationStep, applicationStep } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";

/** Adds a step to an application's history. `byId`: the administrator; null for the applicant. */
export async function logStep(
  ctx: Ctx,
  of: { id: string; memberId: string },
  step: { kind: ApplicationStep; text: string | null; byId: string | null },
): Promise<void> {
  await ctx.tx.insert(applicationStep).values({
    id: newId(ctx.now.getTime()),
    applicationId: of.id,
    memberId: of.memberId,
    createdAt: ctx.now,
    ...step,
  });
}
