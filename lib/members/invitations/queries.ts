import { and, asc, count, desc, eq, gt, lt } from "drizzle-orm";
import { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { invitation } from "@/db/schema/invitations";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import { type InvitationState, invitationState } from "./model";
import { findOpenInvitation, type OpenInvitation } from "./open-invitation";

export const InvitationsQuery = z.object({
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type InvitationsQuery = z.infer<typeof InvitationsQuery>;

export interface InvitationLine {
  id: string;
  /** Null once declined. */
  email: string | null;
  role: string;
  country: string | null;
  institution: string | null;
  state: InvitationState;
  /** Whether it can be sent again or withdrawn. */
  isOpen: boolean;
  invitedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  inviter: string | null;
}

/** Lists a page of invitations, newest first, with their states. For administrators. */
export async function listInvitations(
  actor: Actor,
  query: InvitationsQuery,
  now: Date = new Date(),
): Promise<Page<InvitationLine> & { total: number }> {
  if (!can(actor, "invitation.manage")) throw new DomainError("forbidden", "invitation_manage");
  const backwards = query.before !== undefined;
  const place = query.before
    ? gt(invitation.id, query.before)
    : query.after
      ? lt(invitation.id, query.after)
      : undefined;
  const [rows, [all]] = await Promise.all([
    db()
      .select({
        id: invitation.id,
        email: invitation.email,
        role: invitation.role,
        country: invitation.country,
        institution: invitation.institution,
        outcome: invitation.outcome,
        sentAt: invitation.sentAt,
        invitedAt: invitation.invitedAt,
        expiresAt: invitation.expiresAt,
        endedAt: invitation.endedAt,
        inviter: member.displayName,
      })
      .from(invitation)
      .leftJoin(member, and(eq(member.id, invitation.invitedBy), eq(member.state, "active")))
      .where(place)
      .orderBy(backwards ? asc(invitation.id) : desc(invitation.id))
      .limit(PAGE_SIZE + 1),
    db().select({ total: count() }).from(invitation),
  ]);
  const page = cutPage(rows, (row) => row.id, { cursor: query.after, backwards });
  return {
    ...page,
    rows: page.rows.map(({ outcome, sentAt, ...row }) => ({
      ...row,
      isOpen: outcome === null,
      state: invitationState({ outcome, sentAt, expiresAt: row.expiresAt }, now),
    })),
    total: all?.total ?? 0,
  };
}

/** Finds the invitation that a link opens, as its page shows it; null for an invalid link. */
export async function findInvitation(text: string, now: Date = new Date()): Promise<OpenInvitation | null> {
  return findOpenInvitation(db(), text, now);
}

/** The same for a signed-in member; `isOwn`: it was sent to the address of their account. */
export async function findInvitationFor(
  actor: Actor,
  text: string,
  now: Date = new Date(),
): Promise<(OpenInvitation & { isOwn: boolean }) | null> {
  const found = await findOpenInvitation(db(), text, now);
  if (!found) return null;
  const [row] = await db().select({ emailKey: member.emailKey }).from(member).where(eq(member.id, actor.id));
  return { ...found, isOwn: row?.emailKey === found.emailKey };
}

/** Collects the invitations that a member accepted, for their own data. */
export async function collectInvitations(on: Queryable, memberId: string) {
  return {
    invitations: await on
      .select({
        email: invitation.email,
        role: invitation.role,
        country: invitation.country,
        institution: invitation.institution,
        at: invitation.invitedAt,
        acceptedAt: invitation.endedAt,
      })
      .from(invitation)
      .where(eq(invitation.memberId, memberId)),
  };
}
