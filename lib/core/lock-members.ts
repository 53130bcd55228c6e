import { asc, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";

/**
 * Locks members before what they have is counted: of several requests at once each would find room for one more.
 * Several members are locked in the order of their ids, so that two requests never wait for each other.
 */
export async function lockMembers(tx: Tx, ...memberIds: string[]): Promise<void> {
  await tx
    .select({ id: member.id })
    .from(member)
    .where(inArray(member.id, memberIds))
    .orderBy(asc(member.id))
    .for("update");
}
