import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { memberMessage } from "@/db/schema/messages";
import { findReader, writeTo } from "@/lib/accounts";

/**
 * Mails a message to its receiver, in their language. The sender's address is in it only where they had it told; no
 * header names them. Nothing is sent of a message that was withheld, or whose sender is no active member any more.
 */
export async function mailMessage({ messageId }: { messageId: string }): Promise<void> {
  const [row] = await db()
    .select({
      recipientId: memberMessage.recipientId,
      subject: memberMessage.subject,
      text: memberMessage.text,
      isWithheld: memberMessage.isWithheld,
      tellsAddress: memberMessage.tellsAddress,
      name: member.displayName,
      email: member.email,
      state: member.state,
    })
    .from(memberMessage)
    .innerJoin(member, eq(member.id, memberMessage.memberId))
    .where(eq(memberMessage.id, messageId));
  if (!row || row.isWithheld || row.state !== "active") return;
  const reader = await findReader(row.recipientId, ["active"]);
  if (!reader) return;
  const { t } = reader;
  await writeTo(reader, {
    name: "memberMessage",
    path: `/me/messages/${messageId}`,
    values: { name: row.name },
    more: [
      { quote: `${row.subject}\n\n${row.text}` },
      row.tellsAddress && row.email
        ? t("mail.memberMessage.address", { name: row.name, address: row.email })
        : t("mail.memberMessage.noAddress"),
    ],
  });
}
