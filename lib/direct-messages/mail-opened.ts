import { eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { conversation, conversationAccess } from "@/db/schema/messages";
import { findReader, writeTo } from "@/lib/accounts";
import { ACCESS_HOURS, conversationPath } from "./model";

/**
 * Mails a member that an administrator opened one of their conversations, with the reason. It is about the member's own
 * rights, so no setting holds it back. Nothing is sent to former or suspended members.
 */
export async function mailOpened(of: { accessId: string; memberId: string }): Promise<void> {
  const [row] = await db()
    .select({
      id: conversation.id,
      firstId: conversation.firstId,
      secondId: conversation.secondId,
      reason: conversationAccess.reason,
    })
    .from(conversationAccess)
    .innerJoin(conversation, eq(conversation.id, conversationAccess.conversationId))
    .where(eq(conversationAccess.id, of.accessId));
  const ids = row ? [row.firstId, row.secondId] : [];
  const reader = ids.includes(of.memberId) ? await findReader(of.memberId, ["active"]) : null;
  if (!row || !reader) return;
  const people = await db()
    .select({ id: member.id, name: member.displayName, state: member.state })
    .from(member)
    .where(inArray(member.id, ids));
  const other = people.find(({ id }) => id !== of.memberId);
  const { t } = reader;
  const name = other && other.state !== "erased" ? other.name : t("common.formerMember");
  await writeTo(reader, {
    name: "conversationOpened",
    path: conversationPath(row.id),
    values: { name, hours: ACCESS_HOURS },
    more: [{ quote: row.reason }],
  });
}
