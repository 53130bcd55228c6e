import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { revisionPatrol } from "@/db/schema/patrol";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { undoRevision } from "@/lib/profiles/commands/review-revision";
import { loadRevision } from "@/lib/profiles/section-access";
import type { PatrolFine, PatrolUndo } from "./model";

/**
 * Marks a published change as looked at. Two members at once: the second learns who did (`conflict` / `patrolled_by`).
 * Nothing if the same member did so already.
 */
export async function patrolRevision(ctx: Ctx, { slug, number }: PatrolFine): Promise<void> {
  if (!(await mark(ctx, { slug, number }, "fine"))) ctx.skipAudit("the same member looked at it already");
}

/** Undoes a change, and marks it as looked at. Throws as `patrolRevision`, and as `undoRevision`. */
export async function undoInPatrol(ctx: Ctx, { slug, number, summary }: PatrolUndo): Promise<void> {
  // First, so that a second member waits here and then learns who it was.
  if (!(await mark(ctx, { slug, number }, "undone")))
    return ctx.skipAudit("the same member looked at it already");
  await undoRevision(ctx, { slug, number, summary });
}

async function mark(
  ctx: Ctx,
  at: { slug: string; number: number },
  how: "fine" | "undone",
): Promise<boolean> {
  const { facts, revision } = await loadRevision(ctx.tx, at.slug, at.number);
  const { id: revisionId, authorId } = revision;
  ctx.authorize("patrol.mark", { country: facts.country, authorId: authorId ?? "" });
  if (revision.state !== "published") throw new DomainError("not_found", "revision");
  const memberId = ctx.actor?.id ?? "";
  const added = await ctx.tx
    .insert(revisionPatrol)
    .values({ revisionId, memberId, how, patrolledAt: ctx.now })
    .onConflictDoNothing()
    .returning({ revisionId: revisionPatrol.revisionId });
  if (added.length === 0) {
    const [earlier] = await ctx.tx
      .select({ memberId: revisionPatrol.memberId, name: member.displayName })
      .from(revisionPatrol)
      .innerJoin(member, eq(member.id, revisionPatrol.memberId))
      .where(eq(revisionPatrol.revisionId, revisionId));
    if (earlier?.memberId === memberId) return false;
    throw new DomainError("conflict", "patrolled_by", { by: earlier?.name ?? "" });
  }
  await ctx.record("revision.patrolled", {
    pageId: revision.pageId,
    slug: at.slug,
    revisionId,
    number: at.number,
    how,
  });
  return true;
}
