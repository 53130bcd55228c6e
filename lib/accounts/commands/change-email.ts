import { and, count, eq, gt } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { token } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { displaceClaim } from "../displace-claim";
import { endAccess } from "../end-access";
import { emailKeyOf } from "../model";
import { removePasskeysSince } from "../passkeys/commands/remove-passkey";
import { findToken, makeToken, revokeTokens, spendToken } from "../token";

/**
 * Requests a change of address. The new address gets a confirmation link, the current one is notified. Does
 * not reveal whether the new one is taken; its owner is notified instead. Throws `forbidden` without a
 * recently entered password, `invalid` for the current address, `rate_limited` after ten requests a day.
 */
export async function requestEmailChange(ctx: Ctx, input: { email: string }): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const key = emailKeyOf(input.email);
  const [present] = await ctx.tx.select({ key: member.emailKey }).from(member).where(eq(member.id, memberId));
  if (!key || present?.key === key) throw invalidFields({ email: ["email_same"] });
  await refuseTooMany(ctx, memberId);
  await revokeTokens(ctx.tx, memberId, ["email-change"], ctx.now);
  // Stored under a random text; the job that mails the link replaces it.
  await makeToken(ctx.tx, { kind: "email-change", memberId, payload: { email: input.email } }, ctx.now);
  await ctx.record("email-change.requested", { memberId, tokenPurpose: "email-change" });
}

/** Limits a member to ten a day, as this sends mails to any address they enter. */
async function refuseTooMany(ctx: Ctx, memberId: string): Promise<void> {
  const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
  const [recent] = await ctx.tx
    .select({ n: count() })
    .from(token)
    .where(and(eq(token.memberId, memberId), eq(token.kind, "email-change"), gt(token.createdAt, dayAgo)));
  if ((recent?.n ?? 0) >= 10) throw new DomainError("rate_limited", "generic", { retryAfter: 3600 });
}

/** `sign-in`: nothing was changed; the requesting account must be signed in first. */
export type AddressConfirmed = { is: "changed" } | { is: "sign-in" };

/**
 * Confirms a new address by its link, in a session of the requesting member. The link alone is not enough, or
 * a member could trick a mailbox's owner into confirming it for an account whose password the member knows.
 * The old address can undo it for seven days. Throws `invalid` for an expired or used link (`link`) or
 * another member's (`link_of_another`), `conflict` if the address was taken meanwhile.
 */
export async function confirmEmailChange(ctx: Ctx, input: { token: string }): Promise<AddressConfirmed> {
  ctx.authorize("account.verify");
  const found = await findToken(ctx.tx, ["email-change"], input.token, ctx.now);
  const email = found?.payload.email;
  if (!found || typeof email !== "string") throw new DomainError("invalid", "link");
  const { memberId } = found;
  if (!ctx.actor) {
    ctx.skipAudit("nobody is signed in: the account that asked has to be");
    return { is: "sign-in" };
  }
  if (ctx.actor.id !== memberId) throw new DomainError("invalid", "link_of_another");
  ctx.authorize("account.manage", { memberId });
  if (!(await spendToken(ctx.tx, ["email-change"], input.token, ctx.now)))
    throw new DomainError("invalid", "link");
  const old = await readAddress(ctx, memberId);
  await setAddress(ctx, memberId, email);
  // Ends the links in the old mailbox that set the password; the undo link is created next.
  await revokeTokens(ctx.tx, memberId, ["reset", "email-change"], ctx.now);
  await makeToken(
    ctx.tx,
    { kind: "email-undo", memberId, payload: { email: old, changedTo: email } },
    ctx.now,
  );
  await ctx.record("email.changed", { memberId, isUndone: false });
  return { is: "changed" };
}

/**
 * Restores the old address by the link sent to it. An attacker may have changed it, so all sessions and
 * tokens end, the password is cleared, passkeys added since the day before the change are removed, and a link
 * to set a password is mailed. Throws as `confirmEmailChange`.
 */
export async function undoEmailChange(ctx: Ctx, input: { token: string }): Promise<void> {
  ctx.authorize("account.verify");
  const spent = await spendToken(ctx.tx, ["email-undo"], input.token, ctx.now);
  const email = spent?.payload.email;
  if (!spent || typeof email !== "string") throw new DomainError("invalid", "link");
  const { memberId } = spent;
  await readAddress(ctx, memberId);
  await setAddress(ctx, memberId, email);
  await ctx.tx.update(member).set({ passwordHash: null }).where(eq(member.id, memberId));
  await revokeTokens(ctx.tx, memberId, ["reset", "setup", "email-change", "email-undo"], ctx.now);
  await removePasskeysSince(ctx, memberId, new Date(spent.createdAt.getTime() - UNDO_REACH_MS));
  await endAccess(ctx, memberId);
  await ctx.record("email.changed", { memberId, isUndone: true });
  await ctx.record("reset.requested", { memberId });
}

/** An attacker may have added a passkey before changing the address. */
const UNDO_REACH_MS = 86_400_000;

/** Reads and locks the address of a member who may sign in. */
async function readAddress(ctx: Ctx, memberId: string): Promise<string> {
  const [row] = await ctx.tx
    .select({ email: member.email, state: member.state })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (row?.state !== "active" || row.email === null) throw new DomainError("invalid", "link");
  return row.email;
}

/** Sets the address; the unique key decides. An unconfirmed registration with it is removed. */
async function setAddress(ctx: Ctx, memberId: string, email: string): Promise<void> {
  const emailKey = emailKeyOf(email);
  if (!emailKey) throw new DomainError("invalid", "link");
  await displaceClaim(ctx.tx, emailKey);
  try {
    await ctx.tx.transaction((tx) =>
      tx.update(member).set({ email, emailKey }).where(eq(member.id, memberId)),
    );
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code === "23505")
      throw new DomainError("conflict", "email_taken");
    throw error;
  }
}
