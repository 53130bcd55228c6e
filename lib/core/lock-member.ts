import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";

/**
 * Lets what a member may have so many of be added one at a time: several requests at once would each find room for
 * one more.
 */
export async function lockMember(tx: Tx, memberId: string): Promise<void> {
  await tx.select({ id: member.id }).from(member).where(eq(member.id, memberId)).for("update");
}
