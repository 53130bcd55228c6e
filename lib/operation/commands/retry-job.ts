import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { OfJob } from "../model";

/** Retries a job that failed all its tries. Throws `conflict` if it is running or gone. */
export async function retryJob(ctx: Ctx, input: OfJob): Promise<void> {
  ctx.authorize("jobs.manage");
  const { rowCount } = await ctx.tx.execute(
    sql`select id from graphile_worker.reschedule_jobs(array[${input.jobId}::bigint], run_at := ${ctx.now.toISOString()}::timestamptz, attempts := 0)`,
  );
  if (!rowCount) throw new DomainError("conflict", "job_busy");
  await ctx.record("job.retried", { jobId: input.jobId });
}

/** Removes a job from the queue. Throws `conflict` if it is running or gone. */
export async function removeJob(ctx: Ctx, input: OfJob): Promise<void> {
  ctx.authorize("jobs.manage");
  const { rowCount } = await ctx.tx.execute(
    sql`select id from graphile_worker.complete_jobs(array[${input.jobId}::bigint])`,
  );
  if (!rowCount) throw new DomainError("conflict", "job_busy");
  await ctx.record("job.removed", { jobId: input.jobId });
}
