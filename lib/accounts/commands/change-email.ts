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
import { endTokens, findToken, makeToken, spendToken } from "../token";

/**
 * A member wants another address. The new one gets a link that confirms it, the present one is told. Whether the new
 * one is taken is not said: its owner is told instead. Throws `forbidden` without a fresh password, `invalid` for the
 * present address.
 */
export async function requestEmailChange(ctx: Ctx, input: { email: string }): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const key = emailKeyOf(input.email);
  const [present] = await ctx.tx.select({ key: member.emailKey }).from(member).where(eq(member.id, memberId));
  if (!key || present?.key === key) throw invalidFields({ email: ["email_same"] });
  await refuseTooMany(ctx, memberId);
  await endTokens(ctx.tx, memberId, ["email-change"], ctx.now);
  // Kept under a text that nobody knows, until the job that mails the link gives it another.
  await makeToken(ctx.tx, { kind: "email-change", memberId, payload: { email: input.email } }, ctx.now);
  await ctx.record("email-change.requested", { memberId, tokenPurpose: "email-change" });
}

/** A member may send mails to addresses of their choice by this: ten a day. */
async function refuseTooMany(ctx: Ctx, memberId: string): Promise<void> {
  const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
  const [recent] = await ctx.tx
    .select({ n: count() })
    .from(token)
    .where(and(eq(token.memberId, memberId), eq(token.kind, "email-change"), gt(token.createdAt, dayAgo)));
  if ((recent?.n ?? 0) >= 10) throw new DomainError("rate_limited", "generic", { retryAfter: 3600 });
}

/** `sign-in`: nothing was changed, the account that asked has to be signed in to first. */
export type AddressConfirmed = { is: "changed" } | { is: "sign-in" };

/**
 * Spends the link that went to the new address, in a session of the member who asked: the address is theirs from here
 * on. The link alone is not enough: else a member could have the owner of a mailbox confirm it for an account whose
 * password that member knows. For seven days the old address can undo it. Throws `invalid` for a link that is no longer
 * good (`link`) or another member's (`link_of_another`), `conflict` when the address was taken meanwhile.
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
  // Links in the old mailbox may no longer set the password; the one that undoes this is made by the next step.
  await endTokens(ctx.tx, memberId, ["reset", "email-change"], ctx.now);
  await makeToken(
    ctx.tx,
    { kind: "email-undo", memberId, payload: { email: old, changedTo: email } },
    ctx.now,
  );
  await ctx.record("email.changed", { memberId, isUndone: false });
  return { is: "changed" };
}

/**
 * Spends the link that went to the old address: it is the member's again. Whoever changed it may have held the
 * account, so every session and personal token ends, the password is void, and passkeys that were added since the day
 * before the change are removed; a link to set another password goes to the address. Throws as `confirmEmailChange` does.
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
  await endTokens(ctx.tx, memberId, ["reset", "setup", "email-change", "email-undo"], ctx.now);
  await removePasskeysSince(ctx, memberId, new Date(spent.createdAt.getTime() - UNDO_REACH_MS));
  await endAccess(ctx, memberId);
  await ctx.record("email.changed", { memberId, isUndone: true });
  await ctx.record("reset.requested", { memberId });
}

/** Whoever took the account may have added a passkey first, and changed the address then. */
const UNDO_REACH_MS = 86_400_000;

/** The address of a member who may sign in, locked. */
async function readAddress(ctx: Ctx, memberId: string): Promise<string> {
  const [row] = await ctx.tx
    .select({ email: member.email, state: member.state })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (row?.state !== "active" || row.email === null) throw new DomainError("invalid", "link");
  return row.email;
}

/** Gives the address; the unique key decides. Someone who only claimed it and never confirmed makes way. */
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
