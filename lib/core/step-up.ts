import type { Actor } from "./actor";
import type { Ctx } from "./ctx";
import { DomainError } from "./errors";

/** Seconds for which a sign-in, or a password or passkey given again, allows sensitive actions on the account. */
export const STEP_UP_SECONDS = 600;

/** Checks that the member signed in, or gave the password or a passkey again, within the last ten minutes. */
export function isConfirmed(actor: Actor | null, now: Date): boolean {
  return actor?.confirmedAt != null && now.getTime() - actor.confirmedAt.getTime() <= STEP_UP_SECONDS * 1000;
}

/**
 * Guards sensitive actions on the account: factors, address, tokens, export, roles, erasure. Throws
 * `forbidden` with reason `confirm_first`; the form then asks for the password and continues.
 */
export function requireConfirmed(ctx: Ctx): void {
  refuseUnconfirmed(ctx.actor, ctx.now);
}

/** The same before the transaction, for work that must not be done twice: the form comes again after the password. */
export function refuseUnconfirmed(actor: Actor | null, now: Date): void {
  if (!isConfirmed(actor, now)) throw new DomainError("forbidden", "confirm_first");
}
