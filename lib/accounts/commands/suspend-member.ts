import { and, eq } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { endAccess } from "../end-access";
import { lockMember } from "../lock-member";
import { refuseLast } from "./change-role";

/**
 * Suspends a member: nothing acts for them from here on, sessions and personal tokens end. The operator may, and who
 * the policy allows. Throws `conflict` for who is not active, and for the last administrator.
 */
export async function suspendMember(ctx: Ctx, input: { memberId: string; reason: string }): Promise<void> {
  const row = await lockMember(ctx, input.memberId);
  await authorize(ctx, row.id);
  if (row.state !== "active") throw new DomainError("conflict", "member_not_active");
  await refuseLast(ctx, row.id);
  await ctx.tx
    .update(member)
    .set({ state: "suspended", suspendedAt: ctx.now, suspensionReason: input.reason })
    .where(eq(member.id, row.id));
  await endAccess(ctx, row.id);
  await ctx.record("member.suspended", { memberId: row.id, handle: row.handle });
}

/** Ends a suspension; the member signs in anew. Throws `conflict` for who is not suspended. */
export async function reinstateMember(ctx: Ctx, input: { memberId: string }): Promise<void> {
  const row = await lockMember(ctx, input.memberId);
  await authorize(ctx, row.id);
  if (row.state !== "suspended") throw new DomainError("conflict", "member_not_suspended");
  await ctx.tx
    .update(member)
    .set({ state: "active", suspendedAt: null, suspensionReason: null })
    .where(eq(member.id, row.id));
  await ctx.record("member.reinstated", { memberId: row.id, handle: row.handle });
}

async function authorize(ctx: Ctx, memberId: string): Promise<void> {
  if (ctx.origin.via === "cli") return ctx.asSystem("the operator suspends and reinstates");
  const grants = await ctx.tx
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(and(eq(roleGrant.memberId, memberId), eq(roleGrant.role, "administrator")));
  ctx.authorize("member.suspend", { memberId, isAdministrator: grants.length > 0 });
}
