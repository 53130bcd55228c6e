import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { invitation } from "@/db/schema/invitations";
import {
  type Browser,
  displaceClaim,
  findPasswordProblem,
  hashPassword,
  insertMember,
  type Started,
  startSession,
} from "@/lib/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { grantInvited } from "../grant-invited";
import type { AcceptInvitation, AnswerInvitation, InvitedRole } from "../model";
import { findOpenInvitation, type OpenInvitation } from "../open-invitation";

/** Input of `acceptInvitation`, with the password hashed. */
export interface PreparedAcceptance extends Omit<AcceptInvitation, "password" | "charter"> {
  passwordHash: string;
  locale: Locale;
  browser: Browser;
}

/** Checks and hashes the password of a new account. Throws `invalid`: `link`, or fields. */
export async function prepareAcceptance(
  input: AcceptInvitation,
  at: { browser: Browser; locale: Locale },
): Promise<PreparedAcceptance> {
  const { password, charter: _accepted, ...answers } = input;
  const found = await findOpenInvitation(db(), input.token, new Date());
  if (!found) throw new DomainError("invalid", "link");
  const problem = await findPasswordProblem(password, { fullName: answers.fullName, email: found.email });
  if (problem) throw invalidFields({ password: [problem] });
  return { ...answers, passwordHash: await hashPassword(password), ...at };
}

/**
 * Accepts an invitation by its link with a new, confirmed account: the link proves the address. The invitation
 * says country and institution, and counts whatever the registration mode is. Throws `invalid` (`link`) for an
 * invalid link, `conflict` (`invitation_sign_in`) if the address has an account, which accepts by signing in.
 */
export async function acceptInvitation(
  ctx: Ctx,
  input: PreparedAcceptance,
): Promise<{ started: Started; role: InvitedRole }> {
  ctx.authorize("invitation.answer");
  const found = await lockByLink(ctx, input.token);
  const { email, emailKey, country, institution, role } = found;
  // A registration that was never confirmed may be a stranger's.
  await displaceClaim(ctx.tx, emailKey);
  const made = await insertMember(ctx, {
    email,
    emailKey,
    passwordHash: input.passwordHash,
    fullName: input.fullName,
    country,
    institution,
    sector: input.sector,
    locale: input.locale,
    state: "active",
    charterAcceptedAt: ctx.now,
  });
  if (!made) throw new DomainError("conflict", "invitation_sign_in");
  await ctx.record("member.verified", { memberId: made.id, handle: made.handle });
  await endAccepted(ctx, found, { id: made.id, handle: made.handle });
  const started = await startSession(ctx, {
    memberId: made.id,
    method: "joined",
    hasSecondFactor: false,
    browser: input.browser,
  });
  return { started, role };
}

/**
 * Accepts an invitation with the account of its address. Throws `invalid` (`link`), or `forbidden`
 * (`invitation_other`) for the account of another address.
 */
export async function acceptAsMember(ctx: Ctx, input: AnswerInvitation): Promise<{ role: InvitedRole }> {
  ctx.authorize("invitation.accept");
  const found = await lockByLink(ctx, input.token);
  const [row] = await ctx.tx
    .select({ id: member.id, handle: member.handle, emailKey: member.emailKey })
    .from(member)
    .where(eq(member.id, ctx.actor?.id ?? ""))
    .for("update");
  if (!row || row.emailKey !== found.emailKey) throw new DomainError("forbidden", "invitation_other");
  await endAccepted(ctx, found, row);
  return { role: found.role };
}

/** Declines an invitation by its link: nothing remains but that one was declined. Throws `invalid` (`link`). */
export async function declineInvitation(ctx: Ctx, input: AnswerInvitation): Promise<void> {
  ctx.authorize("invitation.answer");
  const { id: invitationId } = await lockByLink(ctx, input.token);
  await ctx.tx
    .update(invitation)
    .set({
      endedAt: ctx.now,
      outcome: "declined",
      email: null,
      emailKey: null,
      country: null,
      institution: null,
      reason: "",
      hash: null,
    })
    .where(eq(invitation.id, invitationId));
  await ctx.record("invitation.declined", { invitationId });
}

async function lockByLink(ctx: Ctx, text: string): Promise<OpenInvitation> {
  const found = await findOpenInvitation(ctx.tx, text, ctx.now, { isLocked: true });
  if (!found) throw new DomainError("invalid", "link");
  return found;
}

async function endAccepted(
  ctx: Ctx,
  found: OpenInvitation,
  { id: memberId, handle }: { id: string; handle: string },
): Promise<void> {
  const { id: invitationId, role, country } = found;
  await ctx.tx
    .update(invitation)
    .set({ endedAt: ctx.now, outcome: "accepted", hash: null, memberId })
    .where(eq(invitation.id, invitationId));
  await ctx.record("invitation.accepted", { memberId, invitationId, role, country: country ?? "" });
  await grantInvited(ctx, found, { id: memberId, handle });
}
