import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { factorReset } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { emailKeyOf } from "../../model";
import { isOn, removeAllFactors } from "../factors";
import { endOtherSessions } from "../sessions";

/**
 * Removes a member's authenticator, passkeys and recovery codes, for the operator of a site with too few
 * administrators to approve it. Ends all sessions and pending requests; roles that need a second factor
 * become dormant. Throws `not_found` for an unknown member, `conflict` without a second factor.
 */
export async function removeTwoFactorAsOperator(ctx: Ctx, input: { email: string }): Promise<void> {
  ctx.asSystem("the operator has the machine, and with it every right");
  const [row] = await ctx.tx
    .select({
      id: member.id,
      state: member.state,
      totpEnabledAt: member.totpEnabledAt,
      passkeySince: member.passkeySince,
    })
    .from(member)
    .where(eq(member.emailKey, emailKeyOf(input.email) ?? ""))
    .for("update");
  if (!row || row.state === "erased") throw new DomainError("not_found", "member");
  if (!isOn(row)) throw new DomainError("conflict", "two_factor_off");
  await removeAllFactors(ctx, row.id);
  await endOtherSessions(ctx, row.id);
  await ctx.tx
    .update(factorReset)
    .set({ endedAt: ctx.now, outcome: "operator" })
    .where(and(eq(factorReset.memberId, row.id), isNull(factorReset.endedAt)));
  await ctx.record("two-factor.removed", { memberId: row.id });
}
