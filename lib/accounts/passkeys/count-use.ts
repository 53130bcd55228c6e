import { eq } from "drizzle-orm";
import { passkey, spentChallenge } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { CheckedPasskey } from "./ceremony";
import { CHALLENGE_SECONDS } from "./model";

/** Uses up a challenge: of two requests with it, one succeeds. Throws `invalid` (`passkey_late`). */
export async function spendChallenge(ctx: Ctx, hash: string): Promise<void> {
  // Stored longer than the browser's cookie lives, so that a small clock difference cannot make it valid
  // again.
  const expiresAt = new Date(ctx.now.getTime() + 2 * CHALLENGE_SECONDS * 1000);
  const [spent] = await ctx.tx
    .insert(spentChallenge)
    .values({ hash, expiresAt })
    .onConflictDoNothing()
    .returning({ hash: spentChallenge.hash });
  if (!spent) throw new DomainError("invalid", "passkey_late");
}

/**
 * Counts a use of a passkey, under its lock. Returns false, and records it, if the authenticator has a
 * counter that did not increase: there may be a copy. Throws `invalid` (`passkey_unknown`) if it was removed
 * meanwhile.
 */
export async function countUse(ctx: Ctx, checked: CheckedPasskey): Promise<boolean> {
  await spendChallenge(ctx, checked.challengeHash);
  const [row] = await ctx.tx
    .select({ counter: passkey.counter, memberId: passkey.memberId })
    .from(passkey)
    .where(eq(passkey.id, checked.passkeyId))
    .for("update");
  if (row?.memberId !== checked.memberId) throw new DomainError("invalid", "passkey_unknown");
  const counts = checked.counter > 0 || row.counter > 0;
  if (counts && checked.counter <= row.counter) {
    await ctx.record("passkey.suspected", { memberId: row.memberId, passkeyId: checked.passkeyId });
    return false;
  }
  await ctx.tx
    .update(passkey)
    .set({ counter: checked.counter, lastUsedAt: ctx.now })
    .where(eq(passkey.id, checked.passkeyId));
  return true;
}
