import type { Actor } from "./actor";
import type { Ctx } from "./ctx";
import { DomainError } from "./errors";

/** How long a given password is good for what touches the account itself, in seconds (SECURITY.md S5). */
export const STEP_UP_SECONDS = 600;

/** Whether the password (or single sign-on) was given within the last ten minutes. */
export function isConfirmed(actor: Actor | null, now: Date): boolean {
  return actor?.confirmedAt != null && now.getTime() - actor.confirmedAt.getTime() <= STEP_UP_SECONDS * 1000;
}

/**
 * Guards what touches the account itself: factors, address, tokens, export, roles, erasure. Throws `forbidden` with
 * the reason `confirm_first`, which a form answers by asking for the password and coming back.
 */
export function requireConfirmed(ctx: Ctx): void {
  if (!isConfirmed(ctx.actor, ctx.now)) throw new DomainError("forbidden", "confirm_first");
}
