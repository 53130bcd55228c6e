import { and, asc, count, eq, ne } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";

/**
 * Makes sure that an administrator remains when this member stops being one. All who remove administrators
 * lock the same rows in the same order, so that two cannot remove each other. Throws `conflict`.
 */
export async function requireOtherAdministrator(ctx: Ctx, leavingId: string): Promise<void> {
  const holders = await ctx.tx
    .select({ memberId: roleGrant.memberId })
    .from(roleGrant)
    .where(eq(roleGrant.role, "administrator"))
    .orderBy(asc(roleGrant.memberId), asc(roleGrant.country))
    .for("update");
  if (!holders.some((holder) => holder.memberId === leavingId)) return;
  const [others] = await ctx.tx
    .select({ n: count() })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(
      and(eq(roleGrant.role, "administrator"), ne(roleGrant.memberId, leavingId), eq(member.state, "active")),
    );
  if ((others?.n ?? 0) === 0) throw new DomainError("conflict", "last_administrator");
}
