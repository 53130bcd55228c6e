import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Browser } from "../browser";
import { credentialFingerprint, startSession } from "../start-session";
import { requestOwnFactorReset, spendSecondFactor } from "../two-factor";
import { isOn } from "../two-factor/factors";
import { readMember, type SignInOutcome, type SigningIn, standing, wake } from "./sign-in";

/** First step of a sign-in, stored in its sealed cookie. */
export interface SignInStep {
  memberId: string;
  ground: string;
}

/**
 * Completes a sign-in by a code from the authenticator app or a recovery code; each works once. Throws
 * `invalid` (`step`) if the first step is no longer valid: password or factor changed, or the member may not
 * sign in.
 */
export async function signInWithCode(
  ctx: Ctx,
  input: { step: SignInStep; code: string; browser: Browser },
): Promise<SignInOutcome> {
  ctx.authorize("account.sign-in");
  const row = await readStep(ctx, input.step);
  const memberId = row.id;
  const factor = await spendSecondFactor(ctx, memberId, input.code);
  if (!factor) {
    await ctx.record("sign-in.refused", { memberId, reason: "code" });
    return { is: "refused" };
  }
  if (row.state === "suspended") {
    await ctx.record("sign-in.refused", { memberId, reason: row.state });
    return standing(ctx, row);
  }
  const { browser } = input;
  return {
    is: "in",
    started: await startSession(ctx, { memberId, method: factor, hasSecondFactor: true, browser }),
  };
}

/** Requests the removal of a lost authenticator, after the password. Two administrators decide. */
export async function reportLostFactor(ctx: Ctx, input: { step: SignInStep; reason: string }): Promise<void> {
  ctx.authorize("account.sign-in");
  const { id: memberId } = await readStep(ctx, input.step);
  await requestOwnFactorReset(ctx, { memberId, reason: input.reason });
}

/**
 * Finds and locks the member of a valid first step, who may be suspended. Throws `invalid` (`step`) otherwise.
 */
export async function readStep(ctx: Ctx, step: SignInStep): Promise<SigningIn> {
  const row = await readMember(ctx, step.memberId);
  if (row) await wake(ctx, row);
  const isGood =
    row !== null &&
    (row.state === "active" || row.state === "suspended") &&
    isOn(row) &&
    credentialFingerprint(row.passwordHash, row.totpEnabledAt) === step.ground;
  if (!isGood) throw new DomainError("invalid", "step");
  return row;
}
