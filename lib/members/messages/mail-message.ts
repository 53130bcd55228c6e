import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { memberMessage } from "@/db/schema/messages";
import { findReader, writeTo } from "@/lib/accounts";

/**
 * Mails a message in the recipient's language. The sender's address is only included if they chose that, and
 * never in a header. Nothing is sent for a withheld message or an inactive sender.
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
