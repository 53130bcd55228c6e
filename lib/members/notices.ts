import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { clearNews, notify } from "@/lib/notices";

/** Notifies the administrator whose proposal nobody confirmed in time. */
export async function notifyLapsed(
  ctx: Ctx,
  { proposalId, proposedBy }: Facts["role.lapsed"],
): Promise<void> {
  const memberIds = [proposedBy];
  await notify(ctx, { memberIds, category: "decision", kind: "role.lapsed", key: proposalId, pageId: null });
}

/** Notifies a member, on the site only, that notifications are no longer mailed because too many mails came back. */
export async function notifyStopped(ctx: Ctx, { memberId }: Facts["bounce.stopped"]): Promise<void> {
  const memberIds = [memberId];
  const told = { category: "account", kind: "bounce.stopped", key: memberId, pageId: null, anew: true };
  await notify(ctx, { memberIds, ...told, isNeverMailed: true });
}

/** Clears that notification once mails are sent again. */
export const clearStopped = clearNews<{ memberId: string }>("bounce.stopped", { key: (e) => e.memberId });
