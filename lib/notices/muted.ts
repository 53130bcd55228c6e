import { and, eq, inArray, type SQL } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { memberMute } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";

/** SQL: whether a member has muted another. Neither may be null; a muted member's words make no notices. */
export const hasMuted = (memberId: SQL, otherId: SQL): SQL<boolean> =>
  subselect<boolean>`exists (select 1 from member_mute q where q.member_id = ${memberId} and q.muted_id = ${otherId})`;

/** Finds which of some members a member has muted. */
export async function findMuted(
  memberId: string,
  others: readonly string[],
  on: Queryable = db(),
): Promise<Set<string>> {
  if (others.length === 0) return new Set();
  const rows = await on
    .select({ id: memberMute.mutedId })
    .from(memberMute)
    .where(and(eq(memberMute.memberId, memberId), inArray(memberMute.mutedId, [...new Set(others)])));
  return new Set(rows.map(({ id }) => id));
}
