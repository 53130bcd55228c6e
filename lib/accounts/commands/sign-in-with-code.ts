import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Browser } from "../browser";
import { credentialFingerprint, startSession } from "../start-session";
import { requestOwnFactorReset, spendSecondFactor } from "../two-factor";
import { isOn } from "../two-factor/factors";
import { readMember, type SignInOutcome } from "./sign-in";

/** The first step of a sign-in, as its sealed cookie holds it. */
export interface SignInStep {
  memberId: string;
  ground: string;
}

/**
 * The second step: a code of the authenticator or a recovery code; each works once. Throws `invalid` (`step`) when
 * the first step is no longer good: the password or the factor was changed, or the member may not sign in.
 */
export async function signInWithCode(
  ctx: Ctx,
  input: { step: SignInStep; code: string; browser: Browser },
): Promise<SignInOutcome> {
  ctx.authorize("account.sign-in");
  const { memberId } = await readStep(ctx, input.step);
  const factor = await spendSecondFactor(ctx, memberId, input.code);
  if (!factor) {
    await ctx.record("sign-in.refused", { memberId, reason: "code" });
    return { is: "refused" };
  }
  const { browser } = input;
  return {
    is: "in",
    started: await startSession(ctx, { memberId, method: factor, hasSecondFactor: true, browser }),
  };
}

/** Asks, after the password, for the removal of an authenticator that is lost. Two administrators decide. */
export async function reportLostFactor(ctx: Ctx, input: { step: SignInStep; reason: string }): Promise<void> {
  ctx.authorize("account.sign-in");
  const { memberId } = await readStep(ctx, input.step);
  await requestOwnFactorReset(ctx, { memberId, reason: input.reason });
}

/** The member of a first step that is still good, locked. Throws `invalid` (`step`) for any other. */
export async function readStep(ctx: Ctx, step: SignInStep): Promise<{ memberId: string }> {
  const row = await readMember(ctx, step.memberId);
  const isGood =
    row?.state === "active" &&
    isOn(row) &&
    credentialFingerprint(row.passwordHash, row.totpEnabledAt) === step.ground;
  if (!isGood) throw new DomainError("invalid", "step");
  return { memberId: row.id };
}
