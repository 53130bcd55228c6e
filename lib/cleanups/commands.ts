import { and, eq, sql } from "drizzle-orm";
import { cleanup, cleanupStep } from "@/db/schema/cleanups";
import { lockByHandle, type Target } from "@/lib/conduct";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { reinstateMember, suspendMember } from "@/lib/members";
import { KINDS } from "./kinds";
import { CLEANED, type StartCleanup, UNDO_DAYS, type UndoCleanup } from "./model";

/** SQL: since when a clean-up looks back. */
export function sinceOf(now: Date, days: number | null) {
  return days === null ? null : new Date(now.getTime() - days * 86_400_000);
}

const authorize = (ctx: Ctx, { id, isOfficer }: Target) =>
  ctx.authorize("member.clean-up", { memberId: id, isOfficer });

/**
 * Begins to clean up what a member contributed: it is listed now, and a job takes it back step by step. Can suspend the
 * member at the same time. The same form again does nothing. Throws `conflict` / `cleanup_runs` while another clean-up of the member is in work, and
 * `cleanup_empty` if there is nothing to do.
 */
export async function startCleanup(ctx: Ctx, input: StartCleanup): Promise<void> {
  const target = await lockByHandle(ctx, input.handle);
  authorize(ctx, target);
  const inWork = await findInWork(ctx, target.id);
  if (inWork?.byId === ctx.actor?.id && inWork?.reason === input.cleanupReason && inWork.state === "running")
    return ctx.skipAudit("the same clean-up came again");
  if (inWork) throw new DomainError("conflict", "cleanup_runs");
  const cleanupId = newId(ctx.now.getTime());
  const days = input.cleanupDays === "all" ? null : Number(input.cleanupDays);
  const isSuspended = input.suspendFor !== "" && target.state === "active";
  await ctx.tx.insert(cleanup).values({
    id: cleanupId,
    memberId: target.id,
    byId: ctx.actor?.id ?? "",
    reason: input.cleanupReason,
    days,
    isSuspended,
    state: "running",
    startedAt: ctx.now,
  });
  const steps = await planSteps(ctx, { cleanupId, memberId: target.id, days });
  if (steps === 0 && !isSuspended) throw new DomainError("conflict", "cleanup_empty");
  if (isSuspended && input.suspendFor !== "")
    await suspendMember(ctx, {
      handle: target.handle,
      suspensionDays: input.suspendFor,
      suspensionReason: input.cleanupReason,
    });
  await ctx.record("cleanup.started", { memberId: target.id, cleanupId, steps });
}

async function findInWork({ tx }: Ctx, memberId: string) {
  const [row] = await tx
    .select({ byId: cleanup.byId, reason: cleanup.reason, state: cleanup.state })
    .from(cleanup)
    .where(and(eq(cleanup.memberId, memberId), sql`${cleanup.state} in ('running', 'undoing')`));
  return row;
}

/** Lists the steps: sort by sort, the newest first, so that later edits are undone before earlier ones. */
async function planSteps(
  { tx, now }: Ctx,
  { cleanupId, memberId, days }: { cleanupId: string; memberId: string; days: number | null },
): Promise<number> {
  const since = sinceOf(now, days)?.toISOString() ?? null;
  let steps = 0;
  for (const kind of CLEANED) {
    const { rowCount } = await tx.execute(sql`
      insert into cleanup_step (id, cleanup_id, position, kind, subject_id, state)
      select gen_random_uuid(), ${cleanupId}, ${steps} + row_number() over (order by s.at desc, s.id desc), ${kind}, s.id, 'planned'
      from (${KINDS[kind].subjects(memberId)}) s where ${since}::timestamptz is null or s.at >= ${since}::timestamptz`);
    steps += rowCount ?? 0;
  }
  return steps;
}

/**
 * Undoes a clean-up within 7 days: what it took back is restored step by step, unless others decided since, and its
 * suspension ends. Nothing if that was asked for already. Throws `conflict` / `cleanup_late` afterwards.
 */
export async function undoCleanup(ctx: Ctx, input: UndoCleanup): Promise<void> {
  const target = await lockByHandle(ctx, input.handle);
  authorize(ctx, target);
  const of = and(eq(cleanup.id, input.cleanupId), eq(cleanup.memberId, target.id));
  const [row] = await ctx.tx
    .select({
      id: cleanup.id,
      state: cleanup.state,
      startedAt: cleanup.startedAt,
      isSuspended: cleanup.isSuspended,
    })
    .from(cleanup)
    .where(of)
    .for("update");
  if (!row) throw new DomainError("not_found", "cleanup");
  if (row.state === "undoing" || row.state === "undone") return ctx.skipAudit("it is undone already");
  if (ctx.now.getTime() - row.startedAt.getTime() > UNDO_DAYS * 86_400_000)
    throw new DomainError("conflict", "cleanup_late");
  if (row.state === "done" && (await findInWork(ctx, target.id)))
    throw new DomainError("conflict", "cleanup_runs");
  await ctx.tx
    .update(cleanup)
    .set({ state: "undoing", undoneBy: ctx.actor?.id ?? null })
    .where(of);
  await ctx.tx
    .update(cleanupStep)
    .set({ state: "dropped" })
    .where(and(eq(cleanupStep.cleanupId, row.id), eq(cleanupStep.state, "planned")));
  if (row.isSuspended) await endItsSuspension(ctx, target, row.startedAt);
  await ctx.record("cleanup.undo-started", { memberId: target.id, cleanupId: row.id });
}

/** Ends the suspension that the clean-up began; another one stays. */
async function endItsSuspension(ctx: Ctx, target: Target, startedAt: Date): Promise<void> {
  const { rowCount } = await ctx.tx.execute(sql`select 1 from member where id = ${target.id}
    and state = 'suspended' and suspended_at = ${startedAt.toISOString()}::timestamptz`);
  if (rowCount === 1) await reinstateMember(ctx, { handle: target.handle });
}
