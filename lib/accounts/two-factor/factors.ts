import { and, asc, eq, inArray, isNotNull, or, type SQL } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { passkey, recoveryCode } from "@/db/schema/sign-in";
import { PRIVILEGED_ROLES } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";

/** SQL: members with a second factor, an authenticator or a passkey. */
export const hasSecondFactor = (): SQL | undefined =>
  or(isNotNull(member.totpEnabledAt), isNotNull(member.passkeySince));

export interface Factors {
  totpEnabledAt: Date | null;
  passkeySince: Date | null;
}

/** Checks whether a member has any second factor. */
export const isOn = (factors: Factors | undefined): boolean =>
  factors?.totpEnabledAt != null || factors?.passkeySince != null;

/** Reads and locks a member's second factors, so that the second of two simultaneous changes sees the first. */
export async function lockFactors(ctx: Ctx, memberId: string): Promise<Factors | undefined> {
  const [row] = await ctx.tx
    .select({ totpEnabledAt: member.totpEnabledAt, passkeySince: member.passkeySince })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  return row;
}

/** Throws `conflict` (`two_factor_required`) if the member has a role that needs a second factor. */
export async function refuseWhileRequired(ctx: Ctx, memberId: string): Promise<void> {
  const held = await ctx.tx
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(and(eq(roleGrant.memberId, memberId), inArray(roleGrant.role, [...PRIVILEGED_ROLES])))
    .limit(1);
  if (held.length > 0) throw new DomainError("conflict", "two_factor_required");
}

/** Removes the authenticator, and recovery codes with the last factor. */
export async function removeAuthenticator(ctx: Ctx, memberId: string): Promise<void> {
  await ctx.tx
    .update(member)
    .set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null })
    .where(eq(member.id, memberId));
  await updateFactors(ctx, memberId);
}

/** Removes all second factors and recovery codes; the caller has decided that this is allowed. */
export async function removeAllFactors(ctx: Ctx, memberId: string): Promise<void> {
  await ctx.tx.delete(passkey).where(eq(passkey.memberId, memberId));
  await removeAuthenticator(ctx, memberId);
}

/** Updates what depends on a member's passkeys: the date of the oldest, and recovery codes once no factor is left. */
export async function updateFactors(ctx: Ctx, memberId: string): Promise<void> {
  const [oldest] = await ctx.tx
    .select({ createdAt: passkey.createdAt })
    .from(passkey)
    .where(eq(passkey.memberId, memberId))
    .orderBy(asc(passkey.createdAt), asc(passkey.id))
    .limit(1);
  const [row] = await ctx.tx
    .update(member)
    .set({ passkeySince: oldest?.createdAt ?? null })
    .where(eq(member.id, memberId))
    .returning({ totpEnabledAt: member.totpEnabledAt, passkeySince: member.passkeySince });
  if (!isOn(row)) await ctx.tx.delete(recoveryCode).where(eq(recoveryCode.memberId, memberId));
}
