import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { presence } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import type { SectionRow } from "./sections";

/** How long somebody counts as present after the last sign of life, in seconds. */
export const PRESENCE_SECONDS = 30;

/** Somebody who has an editor open. */
export interface Present {
  handle: string;
  displayName: string;
}

const since = (now: Date) => new Date(now.getTime() - PRESENCE_SECONDS * 1_000);

/**
 * Says that the actor has an editor of a section open, and answers who else has. Forgets those who went away without a
 * word. Whether they may write there is asked before.
 */
export async function touch(ctx: Ctx, { id: sectionId }: SectionRow): Promise<{ others: Present[] }> {
  ctx.skipAudit("forgotten within seconds");
  const { tx, now } = ctx;
  const memberId = ctx.actor?.id ?? "";
  await tx
    .insert(presence)
    .values({ sectionId, memberId, seenAt: now })
    .onConflictDoUpdate({ target: [presence.sectionId, presence.memberId], set: { seenAt: now } });
  // Rows that somebody else is just renewing are passed over: two that waited for each other would never end.
  await tx.execute(sql`delete from ${presence} where (section_id, member_id) in (select section_id, member_id
    from ${presence} where section_id = ${sectionId} and seen_at < ${since(now)} for update skip locked)`);
  return { others: await listOthers(memberId, sectionId, now, tx) };
}

/** Says that the actor has closed the editor. */
export async function leave(ctx: Ctx, { id }: SectionRow): Promise<{ isLeft: true }> {
  ctx.skipAudit("forgotten within seconds");
  const memberId = ctx.actor?.id ?? "";
  await ctx.tx.delete(presence).where(and(eq(presence.sectionId, id), eq(presence.memberId, memberId)));
  return { isLeft: true };
}

/** Who else has an editor of a section open, in the order of their names; at most 20. Advisory: it locks nothing. */
export function listOthers(
  memberId: string,
  sectionId: string,
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<Present[]> {
  return on
    .select({ handle: member.handle, displayName: member.displayName })
    .from(presence)
    .innerJoin(member, eq(member.id, presence.memberId))
    .where(
      and(
        eq(presence.sectionId, sectionId),
        ne(presence.memberId, memberId),
        gt(presence.seenAt, since(now)),
        eq(member.state, "active"),
      ),
    )
    .orderBy(asc(member.displayName))
    .limit(20);
}
