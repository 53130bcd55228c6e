import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { cleanup, cleanupStep, type StepState } from "@/db/schema/cleanups";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { isDomainError } from "@/lib/core/errors";
import { listMemberActors } from "@/lib/core/member-actors";
import { can } from "@/lib/core/policy";
import { type By, SYSTEM, transact } from "@/lib/core/transact";
import { KINDS } from "./kinds";
import type { Cleaned } from "./model";

interface OfCleanup {
  cleanupId: string;
}

/**
 * Takes the steps of a clean-up, or of its undoing, each in a transaction of its own: a process that is killed loses none,
 * and a second one takes none twice. Runs with the rights of the moderator who asked, without whom nothing more is done.
 */
export async function runCleanup({ cleanupId }: OfCleanup): Promise<void> {
  for (;;) {
    const next = await findNext(cleanupId);
    if (!next) break;
    const [actor] = await listMemberActors(db(), eq(member.id, next.byId), { limit: 1 });
    const by = { actor: actor ?? null, origin: SYSTEM.origin };
    const { id } = next;
    const why = mayStill(actor, next.memberId) ? await takeStep(by, id) : "no_right";
    if (why) await transact(SYSTEM, (ctx) => leaveStep(ctx, { id, why }));
  }
  await transact(SYSTEM, (ctx) => endCleanup(ctx, { cleanupId }));
}

const mayStill = (actor: Actor | undefined, memberId: string) =>
  actor !== undefined && can(actor, "member.clean-up", { memberId, isOfficer: false });

/**
 * Finds the next step: from the first one, or from the last one when they are undone. Asked before each step, so each way
 * has a query of its own, which reads one row of its index.
 * @forTests
 */
export async function findNext(cleanupId: string) {
  const [row] = await db()
    .select({
      state: cleanup.state,
      memberId: cleanup.memberId,
      byId: cleanup.byId,
      undoneBy: cleanup.undoneBy,
    })
    .from(cleanup)
    .where(eq(cleanup.id, cleanupId));
  if (row?.state !== "running" && row?.state !== "undoing") return null;
  const { rows } = await db().execute<{ id: string }>(
    row.state === "running"
      ? sql`select s.id from cleanup_step s where s.cleanup_id = ${cleanupId} and s.state = 'planned'
          order by s.position limit 1`
      : sql`select s.id from cleanup_step s where s.cleanup_id = ${cleanupId} and s.state = 'done'
          order by s.position desc limit 1`,
  );
  const [step] = rows;
  const byId = row.state === "running" ? row.byId : row.undoneBy;
  return step ? { id: step.id, memberId: row.memberId, byId: byId ?? "" } : null;
}

/** Takes a step. Returns why it could not be taken; null if it was, or somebody else did. */
async function takeStep(by: By, id: string): Promise<string | null> {
  try {
    await transact(by, (ctx) => takeOne(ctx, { id }));
    return null;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.reason;
  }
}

/** Locks the clean-up of a step, as its undoing does first; null if the step does not wait any more. */
async function lockStep({ tx }: Ctx, id: string) {
  const own = tx.select({ id: cleanupStep.cleanupId }).from(cleanupStep).where(eq(cleanupStep.id, id));
  await tx.select({ id: cleanup.id }).from(cleanup).where(inArray(cleanup.id, own)).for("update");
  const [row] = await tx
    .select({
      id: cleanupStep.id,
      kind: cleanupStep.kind,
      subjectId: cleanupStep.subjectId,
      state: cleanupStep.state,
      before: cleanupStep.before,
      cleanupId: cleanup.id,
      memberId: cleanup.memberId,
      byId: cleanup.byId,
      reason: cleanup.reason,
      isUndone: sql<boolean>`${cleanup.state} = 'undoing'`,
    })
    .from(cleanupStep)
    .innerJoin(cleanup, eq(cleanup.id, cleanupStep.cleanupId))
    .where(eq(cleanupStep.id, id));
  return row?.state === (row?.isUndone ? "done" : "planned") ? row : null;
}

async function takeOne(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const step = await lockStep(ctx, id);
  if (!step) {
    ctx.asSystem("it was taken already");
    return ctx.skipAudit("it was taken already");
  }
  ctx.authorize("member.clean-up", { memberId: step.memberId, isOfficer: false });
  ctx.skipAudit("what it changes records that");
  const kind = KINDS[step.kind as Cleaned];
  const { reason, byId, cleanupId: caseId } = step;
  if (step.isUndone) {
    const isBack = await kind.restore(ctx, step.subjectId, {
      before: step.before ?? "",
      byId,
      reason,
      caseId,
    });
    return setStep(ctx, id, isBack ? { state: "undone" } : { state: "kept", why: "decided_since" });
  }
  const before = await kind.take(ctx, step.subjectId, { reason, caseId });
  await setStep(
    ctx,
    id,
    before === null ? { state: "skipped", why: "nothing_left" } : { state: "done", before },
  );
}

async function setStep(
  { tx }: Ctx,
  id: string,
  set: { state: StepState; before?: string; why?: string },
): Promise<void> {
  await tx.update(cleanupStep).set(set).where(eq(cleanupStep.id, id));
}

/** Notes why a step was refused, so that a person can look at it. */
async function leaveStep(ctx: Ctx, { id, why }: { id: string; why: string }): Promise<void> {
  ctx.asSystem("the moderator asked for it when the clean-up began");
  ctx.skipAudit("nothing was changed");
  const step = await lockStep(ctx, id);
  if (step) await setStep(ctx, id, { state: step.isUndone ? "kept" : "skipped", why });
}

/** Records that all steps were taken, once. */
async function endCleanup(ctx: Ctx, { cleanupId }: OfCleanup): Promise<void> {
  ctx.asSystem("the moderator asked for it when the clean-up began");
  const [row] = await ctx.tx
    .select({ state: cleanup.state, memberId: cleanup.memberId })
    .from(cleanup)
    .where(eq(cleanup.id, cleanupId))
    .for("update");
  const from = row?.state === "undoing" ? "done" : "planned";
  const left = and(eq(cleanupStep.cleanupId, cleanupId), eq(cleanupStep.state, from));
  const isOver = row?.state === "running" || row?.state === "undoing";
  if (!row || !isOver || (await ctx.tx.$count(cleanupStep, left)) > 0)
    return ctx.skipAudit("it is over, or goes on");
  const isUndone = row.state === "undoing";
  await ctx.tx
    .update(cleanup)
    .set(isUndone ? { state: "undone", undoneAt: ctx.now } : { state: "done", doneAt: ctx.now })
    .where(eq(cleanup.id, cleanupId));
  await ctx.record(isUndone ? "cleanup.undone" : "cleanup.done", { memberId: row.memberId, cleanupId });
}
