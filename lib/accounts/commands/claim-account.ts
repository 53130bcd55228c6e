import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { knownDevice } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { endAccess } from "../end-access";
import { renameByName } from "../insert-member";
import type { PreparedClaim } from "../prepare-claim";
import { type Started, startSession } from "../start-session";
import { submitApplication } from "../submit-application";
import { nextOf, revokeTokens, spendToken } from "../token";

/** `next`: where to continue, unchecked; '' for none. */
export type Claimed = { is: "in"; started: Started; next: string } | { is: "waiting" };

/**
 * Confirms an address in a browser other than the one that registered. The mailbox's reader owns the account,
 * so they set the password, name, institution and the rest, which a stranger may have entered. Everything set
 * up before ends. Throws `invalid` (`link`) for an invalid link.
 */
export async function claimAccount(ctx: Ctx, input: PreparedClaim): Promise<Claimed> {
  ctx.authorize("account.verify");
  const spent = await spendToken(ctx.tx, ["verify"], input.token, ctx.now);
  if (!spent) throw new DomainError("invalid", "link");
  const { memberId } = spent;
  const [row] = await ctx.tx
    .select({ state: member.state })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (row?.state !== "unverified") throw new DomainError("invalid", "link");

  await revokeTokens(ctx.tx, memberId, ["verify"], ctx.now);
  await endAccess(ctx, memberId);
  await ctx.tx.delete(knownDevice).where(eq(knownDevice.memberId, memberId));
  const applicationId = await submitApplication(ctx, memberId, input.reason);
  const handle = await renameByName(ctx, memberId, input.fullName);
  await ctx.tx
    .update(member)
    .set({
      state: applicationId ? "applied" : "active",
      verifiedAt: ctx.now,
      passwordHash: input.passwordHash,
      fullName: input.fullName,
      displayName: input.fullName,
      country: input.country,
      institution: input.institution,
      sector: input.sector,
      locale: input.locale,
      charterAcceptedAt: ctx.now,
    })
    .where(eq(member.id, memberId));
  await ctx.record("account.claimed", { memberId });
  if (applicationId) {
    await ctx.record("member.applied", { memberId, applicationId });
    return { is: "waiting" };
  }
  await ctx.record("member.verified", { memberId, handle });
  const { browser } = input;
  return {
    is: "in",
    next: nextOf(spent),
    started: await startSession(ctx, { memberId, method: "joined", hasSecondFactor: false, browser }),
  };
}
