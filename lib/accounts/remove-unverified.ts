import { and, eq, inArray, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { application, member, token } from "@/db/schema/accounts";

/** Accounts whose address was never confirmed are kept for so long (PRODUCT.md section 5). */
export const UNVERIFIED_DAYS = 7;

/** Removes accounts that were never confirmed in seven days; answers how many. For the retention job. */
export async function removeUnverified(tx: Tx, now: Date): Promise<number> {
  const old = await tx
    .select({ id: member.id })
    .from(member)
    .where(
      and(
        eq(member.state, "unverified"),
        lt(member.createdAt, new Date(now.getTime() - UNVERIFIED_DAYS * 86_400_000)),
      ),
    )
    .limit(1000)
    .for("update");
  return removeUnverifiedMembers(
    tx,
    old.map((row) => row.id),
  );
}

/** Removes these members, all of them unverified and locked by the caller, with what hangs on them. */
export async function removeUnverifiedMembers(tx: Tx, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  await tx.delete(token).where(inArray(token.memberId, ids));
  await tx.delete(application).where(inArray(application.memberId, ids));
  const removed = await tx
    .delete(member)
    .where(and(inArray(member.id, ids), eq(member.state, "unverified")))
    .returning({ id: member.id });
  return removed.length;
}
