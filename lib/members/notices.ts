import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { notify } from "@/lib/notices";

/** Nobody confirmed a role in time: the administrator who proposed it is told. */
export async function notifyLapsed(
  ctx: Ctx,
  { proposalId, proposedBy }: Facts["role.lapsed"],
): Promise<void> {
  const memberIds = [proposedBy];
  await notify(ctx, { memberIds, category: "decision", kind: "role.lapsed", key: proposalId, pageId: null });
}
