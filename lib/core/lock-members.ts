import { asc, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";

/**
 * Locks members before their items are counted, or two simultaneous requests could both pass a limit. Members
 * are locked in the order of their ids to avoid deadlocks, and not against rows that refer to them: who inserts such a
 * row while holding a lock that this transaction takes later would wait for it, and it for them.
 */
export async function lockMembers(tx: Tx, ...memberIds: string[]): Promise<void> {
  await tx
    .select({ id: member.id })
    .from(member)
    .where(inArray(member.id, memberIds))
    .orderBy(asc(member.id))
    .for("no key update");
}
