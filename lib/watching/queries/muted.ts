import { and, asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { memberMute } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { requireOwn } from "@/lib/notices";

/** Lists the members whom a member muted, by name. Throws `unauthenticated` to a visitor. */
export async function listMutedMembers(
  actor: Actor | null,
  on: Queryable = db(),
): Promise<{ handle: string; displayName: string }[]> {
  const { id } = requireOwn(actor);
  return on
    .select({ handle: member.handle, displayName: member.displayName })
    .from(memberMute)
    .innerJoin(member, eq(member.id, memberMute.mutedId))
    .where(eq(memberMute.memberId, id))
    .orderBy(asc(member.displayName), asc(member.handle));
}

/** Whether a member muted another, by handle. */
export async function isMemberMuted(actor: Actor, handle: string, on: Queryable = db()): Promise<boolean> {
  const [row] = await on
    .select({ id: memberMute.mutedId })
    .from(memberMute)
    .innerJoin(member, eq(member.id, memberMute.mutedId))
    .where(and(eq(memberMute.memberId, actor.id), eq(member.handle, handle)));
  return row !== undefined;
}
