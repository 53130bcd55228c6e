import { db } from "@/db/client";
import { invitation } from "@/db/schema/invitations";
import { hashToken, newTokenText } from "@/lib/accounts";
import { emailKeyOf } from "@/lib/accounts/model";
import { newId } from "@/lib/core/id";
import { INVITATION_DAYS } from "@/lib/members/invitations/model";

/** Stores an invitation whose mail was sent; returns its id and the secret of its link. */
export async function makeInvitation(
  email: string,
  values: Partial<typeof invitation.$inferInsert> = {},
): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = newTokenText();
  const now = new Date();
  await db()
    .insert(invitation)
    .values({
      id,
      email,
      emailKey: emailKeyOf(email),
      role: "member",
      locale: "en",
      reason: "",
      invitedBy: newId(),
      invitedAt: now,
      sentAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
      hash: hashToken(token),
      ...values,
    });
  return { id, token };
}
