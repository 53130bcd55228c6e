import { and, count, eq, gte } from "drizzle-orm";
import { passkey } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { lockFactors, refuseWhileRequired, updateFactors } from "../../two-factor/factors";
import { endOtherSessions } from "../../two-factor/sessions";
import type { OfPasskey } from "../model";

/**
 * Removes a passkey and ends all other sessions, as the device may be lost. Throws `conflict` for the last
 * second factor of a member whose role needs one, `not_found` for an unknown passkey.
 */
export async function removePasskey(ctx: Ctx, input: OfPasskey): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const factors = await lockFactors(ctx, memberId);
  const own = and(eq(passkey.id, input.passkeyId), eq(passkey.memberId, memberId));
  const [row] = await ctx.tx.delete(passkey).where(own).returning({ id: passkey.id });
  if (!row) throw new DomainError("not_found", "passkey");
  const [left] = await ctx.tx.select({ n: count() }).from(passkey).where(eq(passkey.memberId, memberId));
  if (left?.n === 0 && !factors?.totpEnabledAt) await refuseWhileRequired(ctx, memberId);
  await updateFactors(ctx, memberId);
  await endOtherSessions(ctx, memberId);
  await ctx.record("passkey.removed", { memberId, passkeyId: row.id });
}

/** Removes passkeys added since a moment, possibly by an attacker. Runs in the caller's transaction. */
export async function removePasskeysSince(ctx: Ctx, memberId: string, since: Date): Promise<void> {
  const rows = await ctx.tx
    .delete(passkey)
    .where(and(eq(passkey.memberId, memberId), gte(passkey.createdAt, since)))
    .returning({ id: passkey.id });
  if (rows.length === 0) return;
  await updateFactors(ctx, memberId);
  for (const { id } of rows) await ctx.record("passkey.removed", { memberId, passkeyId: id });
}
