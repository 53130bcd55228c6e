import { jobRun } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { type By, transact } from "@/lib/core/transact";

/** What was done, as rows of `job_run` name it. */
export type RunName = "backup" | "nightly-backup" | "restore" | "restore-drill";

/** Writes down that a run came to its end, in the transaction of what it did. */
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

/** Runs work; when that fails, writes it down in a transaction of its own, so that administrators see it. */
export async function recordingFailure<T>(by: By, task: RunName, work: () => Promise<T>): Promise<T> {
  const startedAt = new Date();
  try {
    return await work();
  } catch (error) {
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
    // The database may be what failed: the first error is the one to tell.
    await transact(by, write, { evenReadOnly: true }).catch(() => undefined);
    throw error;
  }
}
