import { and, eq, gt, lt, ne, or, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revisionClaim } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { StoredRevision } from "./contents";

/** Hours for which a claim is valid. */
export const CLAIM_HOURS = 24;

/** Claims older than this have expired. */
export const claimsSince = (now: Date) => new Date(now.getTime() - CLAIM_HOURS * 3_600_000);

/**
 * Claims a pending edit for review for a day, visible to others. The same reviewer can claim again to restart
 * the day. Throws `conflict`: `claimed` if another reviewer has it, `already_decided` if it is no longer
 * pending.
 */
export async function claim(ctx: Ctx, pending: StoredRevision): Promise<void> {
  await claimFor(ctx, pending, ctx.actor?.id ?? "");
}

/** Assigns a pending edit to another member, who then has it for a day as if they had claimed it. Throws as `claim`. */
export async function claimFor(ctx: Ctx, pending: StoredRevision, memberId: string): Promise<void> {
  if (pending.state !== "pending")
    throw new DomainError("conflict", "already_decided", { state: pending.state });
  const own = ctx.actor?.id ?? "";
  const values = { memberId, claimedAt: ctx.now };
  const handedBy = memberId === own ? null : own;
  // A member who claims again what was assigned to them keeps the assigner's name.
  const isStill = sql`case when ${revisionClaim.memberId} = ${memberId} then ${revisionClaim.handedBy} end`;
  const claimed = await ctx.tx
    .insert(revisionClaim)
    .values({ revisionId: pending.id, ...values, handedBy })
    .onConflictDoUpdate({
      target: revisionClaim.revisionId,
      set: { ...values, handedBy: handedBy ?? isStill },
      setWhere: or(eq(revisionClaim.memberId, own), lt(revisionClaim.claimedAt, claimsSince(ctx.now))),
    })
    .returning({ id: revisionClaim.revisionId });
  if (claimed.length === 0) throw new DomainError("conflict", "claimed");
}

/** Releases the actor's own claim; returns whether there was one. */
export async function release(ctx: Ctx, revisionId: string): Promise<boolean> {
  const released = await ctx.tx
    .delete(revisionClaim)
    .where(and(eq(revisionClaim.revisionId, revisionId), eq(revisionClaim.memberId, ctx.actor?.id ?? "")))
    .returning({ id: revisionClaim.revisionId });
  return released.length > 0;
}

/** Finds another reviewer's valid claim on an edit, with its time; null if there is none. */
export async function findOtherClaim(
  on: Queryable,
  revisionId: string,
  memberId: string,
  now: Date,
): Promise<{ displayName: string; at: Date } | null> {
  const [row] = await on
    .select({ displayName: member.displayName, at: revisionClaim.claimedAt })
    .from(revisionClaim)
    .innerJoin(member, eq(member.id, revisionClaim.memberId))
    .where(
      and(
        eq(revisionClaim.revisionId, revisionId),
        ne(revisionClaim.memberId, memberId),
        gt(revisionClaim.claimedAt, claimsSince(now)),
      ),
    );
  return row ?? null;
}

/** Throws `conflict` / `claimed` if another reviewer claimed the edit, unless `despite` is set. */
export async function refuseClaimed(ctx: Ctx, revisionId: string, despite = false): Promise<void> {
  if (despite) return;
  if (await findOtherClaim(ctx.tx, revisionId, ctx.actor?.id ?? "", ctx.now))
    throw new DomainError("conflict", "claimed");
}
