import { jobRun } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { type By, transact } from "@/lib/core/transact";
import { BusyDrill } from "./problem";

/** Names of runs in `job_run`. */
export type RunName = "backup" | "nightly-backup" | "restore" | "restore-drill";

/** Records that a run finished, in the caller's transaction. */
export async function recordRun(
  ctx: Ctx,
  task: RunName,
  startedAt: Date,
  counts: Record<string, number>,
): Promise<void> {
  await ctx.tx.insert(jobRun).values({
    id: newId(),
    task,
    startedAt,
    endedAt: new Date(),
    outcome: "done",
    counts,
  });
}

/**
 * Runs work and records a failure in a separate transaction, so that administrators see it. Work that did not begin
 * because the same is running has not failed.
 */
export async function recordingFailure<T>(by: By, task: RunName, work: () => Promise<T>): Promise<T> {
  const startedAt = new Date();
  try {
    return await work();
  } catch (error) {
    if (error instanceof BusyDrill) throw error;
    const write = async (ctx: Ctx) => {
      ctx.asSystem("the site watches over its own backups");
      ctx.skipAudit("nothing came of it");
      await ctx.tx.insert(jobRun).values({
        id: newId(),
        task,
        startedAt,
        endedAt: new Date(),
        outcome: "failed",
        counts: {},
      });
    };
    // The database itself may have failed; the first error is the one to report.
    await transact(by, write, { evenReadOnly: true }).catch(() => undefined);
    throw error;
  }
}
