import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Browser } from "../browser";
import { credentialFingerprint, type Started, startSession } from "../start-session";
import { submitApplication } from "../submit-application";
import { findToken, nextOf, ownerOfSpent, revokeTokens } from "../token";

export interface VerifyEmail {
  token: string;
  /** Fingerprint stored by this browser when it registered, if it did (`credentialFingerprint`). */
  joinedGround: string | null;
  browser: Browser;
}

/**
 * `in`: `next` is where to continue, unchecked; '' for none.
 * `claim`: another browser registered, so a password must be set first (`claimAccount`). `own`: the signed-in
 * member has already confirmed the address.
 */
export type Verified =
  | { is: "in"; started: Started; next: string }
  | { is: "claim" }
  | { is: "own" }
  | { is: "verified" }
  | { is: "waiting" };

/**
 * Confirms an address by the link of a verification mail, in the browser that registered. If
 * registration needs approval, the application then waits; otherwise the member is active and signed in. In any
 * other browser the link stays valid, as the password may be a stranger's, so `claimAccount` comes first. A
 * second click reports that the address is confirmed. Throws `invalid` (`link`) for an expired, replaced or
 * unknown link.
 */
export async function verifyEmail(ctx: Ctx, input: VerifyEmail): Promise<Verified> {
  ctx.authorize("account.verify");
  const found = await findToken(ctx.tx, ["verify"], input.token, ctx.now);
  if (!found) return confirmedBefore(ctx, input.token);
  const { memberId } = found;
  const [row] = await ctx.tx
    .select({ state: member.state, handle: member.handle, passwordHash: member.passwordHash })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (row?.state !== "unverified") return confirmedBefore(ctx, input.token);
  if (input.joinedGround === null || input.joinedGround !== credentialFingerprint(row.passwordHash, null)) {
    ctx.skipAudit("another browser than the one that joined: its reader is asked for a password first");
    return { is: "claim" };
  }

  await revokeTokens(ctx.tx, memberId, ["verify"], ctx.now);
  const applicationId = await submitApplication(ctx, memberId);
  await ctx.tx
    .update(member)
    .set({ state: applicationId ? "applied" : "active", verifiedAt: ctx.now })
    .where(eq(member.id, memberId));
  if (applicationId) {
    await ctx.record("member.applied", { memberId, applicationId });
    return { is: "waiting" };
  }
  await ctx.record("member.verified", { memberId, handle: row.handle });
  const { browser } = input;
  return {
    is: "in",
    next: nextOf(found),
    started: await startSession(ctx, { memberId, method: "joined", hasSecondFactor: false, browser }),
  };
}

async function confirmedBefore(ctx: Ctx, text: string): Promise<Verified> {
  const memberId = await ownerOfSpent(ctx.tx, "verify", text);
  const [row] = memberId
    ? await ctx.tx.select({ state: member.state }).from(member).where(eq(member.id, memberId))
    : [];
  if (row?.state !== "active" && row?.state !== "applied") throw new DomainError("invalid", "link");
  ctx.skipAudit("the address was confirmed, and recorded, before");
  if (row.state === "applied") return { is: "waiting" };
  return { is: ctx.actor?.id === memberId ? "own" : "verified" };
}
