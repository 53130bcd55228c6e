import { and, eq, isNull, lte } from "drizzle-orm";
import { db } from "@/db/client";
import { invitation } from "@/db/schema/invitations";
import { mayMail } from "@/lib/accounts";
import { emailKeyOf } from "@/lib/accounts/model";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import { refuseUnconfirmed, requireConfirmed } from "@/lib/core/step-up";
import { INVITATION_DAYS, type Invite, type OfInvitation } from "../model";

const DAY = 86_400_000;
const expiryOf = (now: Date) => new Date(now.getTime() + INVITATION_DAYS * DAY);

/** Counts the mail of an invitation. Throws `rate_limited` if the address, or the site, has had its share. */
export async function prepareInvitation(actor: Actor | null, input: Invite): Promise<Invite> {
  refuseOthers(actor);
  if (input.role !== "member") refuseUnconfirmed(actor, new Date());
  await countMail(emailKeyOf(input.email) ?? "");
  return input;
}

/** The same before an invitation is sent again. */
export async function prepareResend(actor: Actor | null, input: OfInvitation): Promise<OfInvitation> {
  refuseOthers(actor);
  const [row] = await db()
    .select({ emailKey: invitation.emailKey })
    .from(invitation)
    .where(eq(invitation.id, input.invitationId));
  if (row?.emailKey) await countMail(row.emailKey);
  return input;
}

function refuseOthers(actor: Actor | null): void {
  if (!can(actor, "invitation.manage")) throw new DomainError("forbidden", "invitation_manage");
}

async function countMail(emailKey: string): Promise<void> {
  if (!(await mayMail("invitation", emailKey)))
    throw new DomainError("rate_limited", "invitation", { retryAfter: 3600 });
}

/**
 * Invites a person by mail. Whether the address has an account makes no difference here, so it is not revealed.
 * Throws `conflict` / `invitation_open` if the address has an open invitation, and asks for the password first if
 * the invitation gives a role.
 */
export async function inviteMember(ctx: Ctx, input: Invite): Promise<{ invitationId: string }> {
  ctx.authorize("invitation.manage");
  if (input.role !== "member") requireConfirmed(ctx);
  const invitationId = await insertInvitation(ctx, input);
  if (invitationId === null) throw new DomainError("conflict", "invitation_open");
  return { invitationId };
}

/** Makes an invitation, and records it. Returns its id; null if the address has an open one. */
export async function insertInvitation(ctx: Ctx, input: Invite): Promise<string | null> {
  const emailKey = emailKeyOf(input.email);
  if (!emailKey) throw new DomainError("invalid", "fields");
  await lapse(ctx, emailKey);
  const { email, role, country, institution, language, reason } = input;
  const invitationId = newId(ctx.now.getTime());
  const made = await ctx.tx
    .insert(invitation)
    .values({
      id: invitationId,
      email,
      emailKey,
      role,
      country,
      institution,
      locale: language,
      reason,
      invitedBy: ctx.actor?.id ?? "",
      invitedAt: ctx.now,
      expiresAt: expiryOf(ctx.now),
    })
    .onConflictDoNothing()
    .returning({ id: invitation.id });
  if (made.length === 0) return null;
  await ctx.record("invitation.made", { invitationId, role, country: country ?? "" });
  return invitationId;
}

/** Ends an expired invitation of an address, which makes room for another. */
async function lapse(ctx: Ctx, emailKey: string): Promise<void> {
  await ctx.tx
    .update(invitation)
    .set({ endedAt: ctx.now, outcome: "lapsed", hash: null })
    .where(
      and(eq(invitation.emailKey, emailKey), isNull(invitation.endedAt), lte(invitation.expiresAt, ctx.now)),
    );
}

/**
 * Sends an invitation again, for another 14 days; the link of the earlier mail stops working. Throws `not_found`;
 * `conflict` if it was answered or withdrawn.
 */
export async function resendInvitation(ctx: Ctx, input: OfInvitation): Promise<void> {
  ctx.authorize("invitation.manage");
  const { role, country } = await lockOpen(ctx, input);
  if (role !== "member") requireConfirmed(ctx);
  await ctx.tx
    .update(invitation)
    .set({ expiresAt: expiryOf(ctx.now), hash: null, sentAt: null, invitedBy: ctx.actor?.id ?? "" })
    .where(eq(invitation.id, input.invitationId));
  await ctx.record("invitation.resent", { ...input, role, country: country ?? "" });
}

/** Withdraws an invitation: its link stops working. Throws as `resendInvitation`. */
export async function withdrawInvitation(ctx: Ctx, input: OfInvitation): Promise<void> {
  ctx.authorize("invitation.manage");
  const { role, country } = await lockOpen(ctx, input);
  await ctx.tx
    .update(invitation)
    .set({ endedAt: ctx.now, outcome: "withdrawn", hash: null })
    .where(eq(invitation.id, input.invitationId));
  await ctx.record("invitation.withdrawn", { ...input, role, country: country ?? "" });
}

async function lockOpen(ctx: Ctx, { invitationId }: OfInvitation) {
  const [row] = await ctx.tx
    .select({ role: invitation.role, country: invitation.country, endedAt: invitation.endedAt })
    .from(invitation)
    .where(eq(invitation.id, invitationId))
    .for("update");
  if (!row) throw new DomainError("not_found", "invitation");
  if (row.endedAt) throw new DomainError("conflict", "invitation_ended");
  return row;
}
