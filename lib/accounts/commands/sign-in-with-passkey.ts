import { and, eq, isNull } from "drizzle-orm";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Browser } from "../browser";
import type { CheckedPasskey } from "../passkeys/ceremony";
import { countUse } from "../passkeys/count-use";
import { startSession } from "../start-session";
import { readMember, type SignInOutcome, standing, wake } from "./sign-in";
import { readStep, type SignInStep } from "./sign-in-with-code";

/** As for a password; or the passkey's counter did not increase, so there may be a copy of it. */
export type PasskeyOutcome = SignInOutcome | { is: "suspected" };

/**
 * Signs in by passkey. On its own it must verify its user (fingerprint, face, PIN) and then counts as both
 * factors; after the password (`step`) possession is enough. Throws `invalid` (`step`) if the first step is
 * no longer valid or another member's.
 */
export async function signInWithPasskey(
  ctx: Ctx,
  input: { checked: CheckedPasskey; step: SignInStep | null; browser: Browser },
): Promise<PasskeyOutcome> {
  ctx.authorize("account.sign-in");
  const { checked, step, browser } = input;
  if (step && step.memberId !== checked.memberId) throw new DomainError("invalid", "step");
  if (step) await readStep(ctx, step);
  const row = await readMember(ctx, checked.memberId);
  if (!(await countUse(ctx, checked))) return { is: "suspected" };
  if (row) await wake(ctx, row);
  if (row?.state !== "active") {
    await ctx.record("sign-in.refused", { memberId: checked.memberId, reason: row?.state ?? "passkey" });
    return row ? standing(ctx, row) : { is: "refused" };
  }
  const { memberId } = checked;
  return {
    is: "in",
    started: await startSession(ctx, { memberId, method: "passkey", hasSecondFactor: true, browser }),
  };
}

/**
 * Confirms by a user-verifying passkey that the member still acts, in place of the password. The session then
 * has its second factor too. Returns whether the passkey was accepted.
 */
export async function confirmWithPasskey(
  ctx: Ctx,
  input: { checked: CheckedPasskey },
): Promise<{ isRight: boolean }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  if (input.checked.memberId !== memberId) throw new DomainError("invalid", "passkey_unknown");
  if (!(await countUse(ctx, input.checked))) return { isRight: false };
  await ctx.tx
    .update(session)
    .set({ confirmedAt: ctx.now, secondFactorAt: ctx.now })
    .where(and(eq(session.id, ctx.actor?.sessionId ?? ""), isNull(session.endedAt)));
  ctx.skipAudit("a member who is signed in said again who they are");
  return { isRight: true };
}
