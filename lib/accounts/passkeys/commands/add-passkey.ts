import { count, eq } from "drizzle-orm";
import { passkey, session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { requireConfirmed } from "@/lib/core/step-up";
import { isOn, lockFactors, updateFactors } from "../../two-factor/factors";
import { replaceRecoveryCodes } from "../../two-factor/replace-recovery-codes";
import { endOtherSessions } from "../../two-factor/sessions";
import type { MadePasskey } from "../ceremony";
import { spendChallenge } from "../count-use";
import { MAX_PASSKEYS } from "../model";

/**
 * Adds a new passkey. The account's first second factor ends all other sessions and creates recovery codes,
 * which are shown only once; the current session then has the factor. Throws `conflict` for a known passkey
 * or too many, `forbidden` without a recently entered password.
 */
export async function addPasskey(
  ctx: Ctx,
  input: { made: MadePasskey; name: string },
): Promise<{ recoveryCodes: string[] }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const { made } = input;
  await spendChallenge(ctx, made.challengeHash);
  const isFirst = !isOn(await lockFactors(ctx, memberId));
  const [present] = await ctx.tx.select({ n: count() }).from(passkey).where(eq(passkey.memberId, memberId));
  if ((present?.n ?? 0) >= MAX_PASSKEYS) throw new DomainError("conflict", "passkeys_many");
  const id = newId(ctx.now.getTime());
  const [row] = await ctx.tx
    .insert(passkey)
    .values({
      id,
      memberId,
      name: input.name,
      credentialId: made.credentialId,
      publicKey: made.publicKey,
      counter: made.counter,
      transports: made.transports,
      isSynced: made.isSynced,
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: passkey.id });
  if (!row) throw new DomainError("conflict", "passkey_known");
  await updateFactors(ctx, memberId);
  await ctx.record("passkey.added", { memberId, passkeyId: id });
  if (!isFirst) return { recoveryCodes: [] };
  await ctx.tx
    .update(session)
    .set({ secondFactorAt: ctx.now })
    .where(eq(session.id, ctx.actor?.sessionId ?? ""));
  await endOtherSessions(ctx, memberId);
  return { recoveryCodes: await replaceRecoveryCodes(ctx, memberId) };
}
