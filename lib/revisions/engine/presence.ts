import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { presence } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import type { SectionRow } from "./sections";

/** Seconds after its last sign of life during which a member counts as present. */
export const PRESENCE_SECONDS = 30;

/** A member who has an editor open. */
export interface Present {
  handle: string;
  displayName: string;
}

const since = (now: Date) => new Date(now.getTime() - PRESENCE_SECONDS * 1_000);

/**
 * Records that the actor has a section open in an editor and returns who else has. Deletes rows of members
 * who left without notice. The caller checks the right to write there.
 */
export async function touch(ctx: Ctx, { id: sectionId }: SectionRow): Promise<{ others: Present[] }> {
  ctx.skipAudit("forgotten within seconds");
  const { tx, now } = ctx;
  const memberId = ctx.actor?.id ?? "";
  await tx
    .insert(presence)
    .values({ sectionId, memberId, seenAt: now })
    .onConflictDoUpdate({ target: [presence.sectionId, presence.memberId], set: { seenAt: now } });
  // Skips rows that another member is renewing, to avoid a deadlock.
  await tx.execute(sql`delete from ${presence} where (section_id, member_id) in (select section_id, member_id
    from ${presence} where section_id = ${sectionId} and seen_at < ${since(now)} for update skip locked)`);
  return { others: await listOthers(memberId, sectionId, now, tx) };
}

/** Records that the actor closed the editor. */
export async function leave(ctx: Ctx, { id }: SectionRow): Promise<{ isLeft: true }> {
  ctx.skipAudit("forgotten within seconds");
  const memberId = ctx.actor?.id ?? "";
  await ctx.tx.delete(presence).where(and(eq(presence.sectionId, id), eq(presence.memberId, memberId)));
  return { isLeft: true };
}

/** Lists who else has the section open in an editor, by name; at most 20. Advisory only. */
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
    .orderBy(asc(member.displayName), asc(member.id))
    .limit(20);
}
