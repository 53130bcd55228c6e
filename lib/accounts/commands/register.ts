import { eq } from "drizzle-orm";
import { application, member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { findRegistration } from "@/lib/site-settings";
import { displaceClaim } from "../displace-claim";
import { insertMember } from "../insert-member";
import { emailKeyOf } from "../model";
import type { Registration } from "../prepare-registration";
import { makeToken } from "../token";

/**
 * Registers someone. A new address creates an unverified member and a mail; an unverified one gets the latest
 * answers and a new mail, which voids earlier links; a known one changes nothing and its owner is notified.
 * The caller cannot tell which. Throws `forbidden` if registration is closed.
 */
export async function register(ctx: Ctx, input: Registration): Promise<void> {
  ctx.authorize("account.join");
  const mode = await findRegistration(ctx.tx);
  if (mode === "closed") throw new DomainError("forbidden", "registration_closed");
  if (input.isProgram) return ctx.skipAudit("the bait was taken: a program is told what a person is told");
  if (!input.mayMail)
    return ctx.skipAudit("the mailbox had its share for now, and nothing happens without a mail");
  const emailKey = emailKeyOf(input.email);
  if (!emailKey) throw new DomainError("invalid", "fields");

  const values = {
    email: input.email,
    emailKey,
    passwordHash: input.passwordHash,
    fullName: input.fullName,
    country: input.country,
    institution: input.institution,
    sector: input.sector,
    locale: input.locale,
    charterAcceptedAt: ctx.now,
  };
  // Until the address is confirmed, the latest answers count and earlier links are void.
  await displaceClaim(ctx.tx, emailKey);
  const made = await insertMember(ctx, { ...values, state: "unverified" });
  if (!made) return recordKnown(ctx, emailKey);
  if (mode === "approval") await saveReason(ctx, made.id, input.reason);
  // Its text is known to nobody: the mail's link copies where to continue, without showing it in the mail.
  const payload = { next: input.next };
  if (input.next !== "") await makeToken(ctx.tx, { kind: "verify", memberId: made.id, payload }, ctx.now);
  await ctx.record("member.joined", { memberId: made.id, locale: input.locale });
}

async function recordKnown(ctx: Ctx, emailKey: string): Promise<void> {
  const [known] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.emailKey, emailKey));
  if (known) await ctx.record("member.joined-again", { memberId: known.id });
  else ctx.skipAudit("the address was set free in the same moment");
}

async function saveReason(ctx: Ctx, memberId: string, reason: string): Promise<void> {
  await ctx.tx
    .insert(application)
    .values({ id: newId(ctx.now.getTime()), memberId, reason, state: "unconfirmed", createdAt: ctx.now });
}
