import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { countConfirmation, resetConfirmations } from "./back-off";
import type { Browser } from "./browser";
import type { ChangePassword, ResetPassword } from "./model";
import { hashPassword, verifyPassword } from "./password";
import { findPasswordProblem } from "./password-problems";
import { findToken, type TokenKind } from "./token";

/** Links that set a password without the old one. */
export const RESET_KINDS = ["reset", "setup"] as const satisfies readonly TokenKind[];

export interface PreparedReset {
  token: string;
  passwordHash: string;
  browser: Browser;
}

/** Checks and hashes the password of a reset. Throws `invalid`: `link` for an invalid link, or fields. */
export async function prepareReset(input: ResetPassword, browser: Browser): Promise<PreparedReset> {
  const found = await findToken(db(), RESET_KINDS, input.token, new Date());
  if (!found) throw new DomainError("invalid", "link");
  await judge(found.memberId, input.password, "password");
  return { token: input.token, passwordHash: await hashPassword(input.password), browser };
}

export interface PreparedChange {
  isRight: boolean;
  oldHash: string | null;
  newHash: string;
}

/**
 * Checks the current password and hashes the new one. A wrong one is returned, since the command must record
 * it. Throws `invalid` for a guessable new password, `rate_limited` after too many guesses.
 */
export async function prepareChange(actor: Actor | null, input: ChangePassword): Promise<PreparedChange> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const checked = await prepareConfirmation(actor, { currentPassword: input.currentPassword });
  if (!checked.isRight) return { ...checked, newHash: "" };
  await judge(actor.id, input.newPassword, "newPassword");
  return { ...checked, newHash: await hashPassword(input.newPassword) };
}

/** Result of checking a password entered again. */
export interface CheckedConfirmation {
  isRight: boolean;
  /** The hash it was compared with. */
  oldHash: string | null;
}

/** Checks the password of a signed-in member. Throws `rate_limited` after too many guesses. */
export async function prepareConfirmation(
  actor: Actor | null,
  input: { currentPassword: string },
): Promise<CheckedConfirmation> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  await countConfirmation(actor.id);
  const [row] = await db().select({ hash: member.passwordHash }).from(member).where(eq(member.id, actor.id));
  const oldHash = row?.hash ?? null;
  const { isRight } = await verifyPassword(oldHash, input.currentPassword);
  if (isRight) await resetConfirmations(actor.id);
  return { isRight, oldHash };
}

async function judge(memberId: string, password: string, field: string): Promise<void> {
  const [row] = await db()
    .select({ fullName: member.fullName, email: member.email })
    .from(member)
    .where(eq(member.id, memberId));
  const problem = await findPasswordProblem(password, {
    fullName: row?.fullName ?? "",
    email: row?.email ?? "",
  });
  if (problem) throw invalidFields({ [field]: [problem] });
}
