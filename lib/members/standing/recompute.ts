import { and, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { progressOf, type TrustProgress } from "./model";

/**
 * Reads a member's run of accepted edits of profiles. It restarts after a rejected edit, and when an
 * administrator removes the role. Sources saved with a text count as part of that edit.
 */
async function readProgress(memberId: string, on: Queryable): Promise<TrustProgress> {
  const { rows } = await on.execute<{ accepted: number; first: string | null; newest: string | null }>(sql`
    with own as (
      select r.state, r.created_at, r.decided_at from revision r join page p on p.id = r.page_id
      where r.author_id = ${memberId} and p.kind = 'profile' and r.state in ('published', 'rejected')
        and r.decided_at is not null and r.companion_id is null
    ), since as (
      select greatest(
        coalesce((select max(o.decided_at) from own o where o.state = 'rejected'), '-infinity'),
        coalesce((select max(a.at) from audit_entry a where a.subject = ${memberId}::text and a.fact = 'role.changed'
          and a.details->>'role' = 'trusted' and a.details->>'isGiven' = 'false'), '-infinity')) as at
    )
    select count(*)::int as accepted, min(o.created_at)::text as first, max(o.created_at)::text as newest
    from own o, since where o.state = 'published' and o.decided_at > since.at`);
  const [run] = rows;
  const date = (text: string | null | undefined) => (text ? new Date(text) : null);
  return progressOf({ accepted: run?.accepted ?? 0, first: date(run?.first), newest: date(run?.newest) });
}

/** Whether the member is trusted, and why. */
export interface TrustStanding extends TrustProgress {
  /** `given`: assigned, or implied by moderator or administrator; `earned`: by edits; null: not trusted. */
  trusted: "given" | "earned" | null;
}

/** Finds the actor's progress towards trusted status. Throws `forbidden` to all but members in a session. */
export async function findTrustStanding(actor: Actor, on: Queryable = db()): Promise<TrustStanding> {
  if (!can(actor, "account.manage", { memberId: actor.id }))
    throw new DomainError("forbidden", "account_manage");
  const [progress, [grant]] = await Promise.all([
    readProgress(actor.id, on),
    on
      .select({ isEarned: roleGrant.isEarned })
      .from(roleGrant)
      .where(and(eq(roleGrant.memberId, actor.id), eq(roleGrant.role, "trusted"))),
  ]);
  const isOfficer = actor.roles.includes("moderator") || actor.roles.includes("administrator");
  const given = isOfficer ? ("given" as const) : null;
  return { ...progress, trusted: grant ? (grant.isEarned ? "earned" : "given") : given };
}

/**
 * Updates an author's trusted status after a decision on their edit. Only an earned role is removed; one
 * assigned by an administrator stays.
 */
export async function recomputeStanding(ctx: Ctx, fact: { authorId: string | null }): Promise<void> {
  if (!fact.authorId) return;
  // Serialized, so that the second of two simultaneous decisions sees the first.
  const [author] = await ctx.tx
    .select({ id: member.id, handle: member.handle, state: member.state })
    .from(member)
    .where(eq(member.id, fact.authorId))
    .for("no key update");
  if (author?.state !== "active") return;
  const { isReached } = await readProgress(author.id, ctx.tx);
  const changed = isReached ? await earn(ctx, author.id) : await lose(ctx, author.id);
  if (!changed) return;
  const { id: memberId, handle } = author;
  await ctx.record(isReached ? "standing.earned" : "standing.lost", { memberId, handle });
}

async function earn(ctx: Ctx, memberId: string): Promise<boolean> {
  const earned = await ctx.tx
    .insert(roleGrant)
    .values({ memberId, role: "trusted", grantedAt: ctx.now, isEarned: true })
    .onConflictDoNothing()
    .returning({ role: roleGrant.role });
  return earned.length > 0;
}

async function lose(ctx: Ctx, memberId: string): Promise<boolean> {
  const lost = await ctx.tx
    .delete(roleGrant)
    .where(and(eq(roleGrant.memberId, memberId), eq(roleGrant.role, "trusted"), eq(roleGrant.isEarned, true)))
    .returning({ role: roleGrant.role });
  return lost.length > 0;
}
