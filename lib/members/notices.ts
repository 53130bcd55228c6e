import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { notify } from "@/lib/notices";

/** Notifies the administrator whose proposal nobody confirmed in time. */
export async function notifyLapsed(
  ctx: Ctx,
  { proposalId, proposedBy }: Facts["role.lapsed"],
): Promise<void> {
  const memberIds = [proposedBy];
  await notify(ctx, { memberIds, category: "decision", kind: "role.lapsed", key: proposalId, pageId: null });
}
