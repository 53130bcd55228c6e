import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { recordBounce } from "@/lib/bounces/commands/record-bounce";
import { mailOf } from "@/lib/bounces/return-address";
import { newId } from "@/lib/core/id";
import { SYSTEM, transact } from "@/lib/transact";

/** Counts mails to a member that their server refused for good. */
export async function bounced(memberId: string, times: number): Promise<void> {
  const [row] = await db().select({ email: member.email }).from(member).where(eq(member.id, memberId));
  const email = row?.email ?? "";
  const reason = `550 5.1.1 <${email}>: Recipient address rejected: User unknown`;
  for (let n = 0; n < times; n += 1) {
    const sent = { memberId, email, mail: mailOf(newId()), sentAt: new Date() };
    await transact(SYSTEM, (ctx) => recordBounce(ctx, sent, { weight: 2, status: "5.1.1", reason }));
  }
}
