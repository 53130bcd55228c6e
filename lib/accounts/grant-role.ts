import { roleGrant } from "@/db/schema/accounts";
import type { Role } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";

/** Assigns a role to a member just created or found; the caller has decided that it is due. */
export async function grantRole(
  ctx: Ctx,
  wanted: { memberId: string; handle: string; role: Exclude<Role, "member">; country: string },
): Promise<void> {
  const { memberId, handle, role, country } = wanted;
  const given = await ctx.tx
    .insert(roleGrant)
    .values({ memberId, role, country, grantedAt: ctx.now, grantedBy: ctx.actor?.id ?? null })
    .onConflictDoNothing()
    .returning({ role: roleGrant.role });
  if (given.length === 0) return ctx.skipAudit("the role is held already");
  await ctx.record("role.changed", { memberId, handle, role, country, isGiven: true, reason: "" });
}
