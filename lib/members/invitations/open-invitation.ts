import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { invitation } from "@/db/schema/invitations";
import { subselect } from "@/db/subselect";
import { hashToken } from "@/lib/accounts";
import type { InvitedRole } from "./model";

/** An invitation that can be answered now. */
export interface OpenInvitation {
  id: string;
  email: string;
  emailKey: string;
  role: InvitedRole;
  country: string | null;
  institution: string | null;
  locale: string;
  reason: string;
  invitedBy: string;
  expiresAt: Date;
}

/** SQL: whether the inviter may still give the role: nobody becomes a focal point by a former administrator. */
const isVouched = () =>
  or(
    eq(invitation.role, "member"),
    subselect`exists (select 1 from role_grant g join member m on m.id = g.member_id
      where g.member_id = ${invitation.invitedBy} and g.role = 'administrator' and m.state = 'active')`,
  );

/**
 * Finds the invitation that a link opens; null if it was answered, withdrawn, replaced by a newer mail, has
 * expired, or its inviter is no longer an administrator. `isLocked`: its row is locked, for an answer.
 */
export async function findOpenInvitation(
  on: Queryable,
  text: string,
  now: Date,
  { isLocked = false } = {},
): Promise<OpenInvitation | null> {
  if (text === "") return null;
  const found = on
    .select({
      id: invitation.id,
      email: sql<string>`${invitation.email}`,
      emailKey: sql<string>`${invitation.emailKey}`,
      role: sql<InvitedRole>`${invitation.role}`,
      country: invitation.country,
      institution: invitation.institution,
      locale: invitation.locale,
      reason: invitation.reason,
      invitedBy: invitation.invitedBy,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .where(
      and(
        eq(invitation.hash, hashToken(text)),
        isNull(invitation.endedAt),
        gt(invitation.expiresAt, now),
        isVouched(),
      ),
    );
  const [row] = await (isLocked ? found.for("update") : found);
  return row ?? null;
}
