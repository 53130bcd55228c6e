import { eq } from "drizzle-orm";
import { passkey, spentChallenge } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { CheckedPasskey } from "./ceremony";
import { CHALLENGE_SECONDS } from "./model";

/** Makes a challenge worthless: of two requests that bring an answer to it, one goes on. Throws `invalid` (`passkey_late`). */
export async function spendChallenge(ctx: Ctx, hash: string): Promise<void> {
  // A browser may answer until its cookie ends; a clock that differs a little must not make it good again.
  const expiresAt = new Date(ctx.now.getTime() + 2 * CHALLENGE_SECONDS * 1000);
  const [spent] = await ctx.tx
    .insert(spentChallenge)
    .values({ hash, expiresAt })
    .onConflictDoNothing()
    .returning({ hash: spentChallenge.hash });
  if (!spent) throw new DomainError("invalid", "passkey_late");
}

/**
 * Counts the use of a passkey, under its lock. False, and recorded, where the authenticator counts and did not count
 * on: then there may be two of it. Throws `invalid` (`passkey_unknown`) for one that was removed meanwhile.
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
