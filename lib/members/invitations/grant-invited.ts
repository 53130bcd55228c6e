import type { Ctx } from "@/lib/core/ctx";
import { holdsRole, insertRole } from "../give-role";
import { hasConfirmer } from "../proposals/confirmers";
import { proposeRole } from "../proposals/propose";
import type { OpenInvitation } from "./open-invitation";

/**
 * Gives the role of an accepted invitation as its administrator would: another administrator confirms it, if there
 * is one; otherwise it is given at once and recorded as given alone.
 */
export async function grantInvited(
  ctx: Ctx,
  of: OpenInvitation,
  to: { id: string; handle: string },
): Promise<void> {
  if (of.role === "member" || (of.role === "focal-point" && of.country === null)) return;
  // The country of an administrator is that of the person, and not of the role.
  const country = of.role === "focal-point" ? (of.country ?? "") : "";
  const wanted = { memberId: to.id, role: of.role, country };
  if (await holdsRole(ctx, wanted)) return;
  const shared = { ...wanted, handle: to.handle, isGiven: true, reason: of.reason };
  if (await hasConfirmer([of.invitedBy, to.id], ctx.tx)) {
    await proposeRole(ctx, { ...shared, proposedBy: of.invitedBy });
    return;
  }
  await insertRole(ctx, wanted, { grantedBy: of.invitedBy, confirmedBy: null });
  await ctx.record("role.changed", { ...shared, isAlone: true });
}
