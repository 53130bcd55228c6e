import { sql } from "drizzle-orm";
import { jobRun } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { personalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { applySearchRetention } from "@/lib/search";
import { foldViews } from "./views";

/** Retention in days of data without an owner's account; drafts from their last change. */
export const RETENTION_DAYS = { address: 90, draft: 180, jobRun: 90, saveFailure: 30 } as const;

/** Name of the job, and of its rows in `job_run`. */
export const RETENTION_TASK = "apply-retention";

/**
 * Deletes everything past its retention and records the counts: a row in `job_run` and the fact
 * `retention.applied`. Safe to run twice; the next run does the rest.
 */
export async function applyRetention(ctx: Ctx): Promise<Record<string, number>> {
  ctx.asSystem("retention is the site's own duty");
  const startedAt = new Date();
  const { tx, now } = ctx;
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const counts = {
    ...(await expireAll(ctx)),
    auditAddresses: await sweep(
      tx,
      sql`update audit_entry set ip = null where id in (
        select id from audit_entry where ip is not null and at < ${before(RETENTION_DAYS.address)} limit 2000)`,
    ),
    drafts: await sweep(
      tx,
      sql`delete from draft where id in (
        select id from draft where updated_at < ${before(RETENTION_DAYS.draft)} limit 500)`,
    ),
    presences: await sweep(tx, sql`delete from presence where seen_at < ${before(1)}`),
    ...(await applySearchRetention(ctx)),
    rateLimits: await sweep(tx, sql`delete from rate_limit where expire < ${now.getTime()}`),
    saveFailures: await sweep(
      tx,
      sql`delete from save_failure where hour < ${before(RETENTION_DAYS.saveFailure)}`,
    ),
    pageViews: await foldViews(tx, now),
    jobRuns: await sweep(tx, sql`delete from job_run where started_at < ${before(RETENTION_DAYS.jobRun)}`),
  };
  await tx.insert(jobRun).values({
    id: newId(now.getTime()),
    task: RETENTION_TASK,
    startedAt: now,
    endedAt: new Date(now.getTime() + (Date.now() - startedAt.getTime())),
    outcome: "done",
    counts,
  });
  await ctx.record("retention.applied", { task: RETENTION_TASK, counts });
  return counts;
}

/** Expires the personal data of all domains. */
async function expireAll(ctx: Ctx): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { expire } of personalData()) Object.assign(counts, await expire?.(ctx));
  return counts;
}
