import { desc } from "drizzle-orm";
import { db, pool } from "@/db/client";
import { jobRun } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { JobState } from "../model";

export interface JobLine {
  id: string;
  task: string;
  /** Ids only, as in every job's payload. */
  payload: Record<string, unknown>;
  attempts: number;
  maxAttempts: number;
  runAt: Date;
  createdAt: Date;
  isRunning: boolean;
  /** Kind of the last error; its text may contain personal data. */
  errorKind: string | null;
}

const SHOWN = 100;

function refuseOthers(actor: Actor): void {
  if (!can(actor, "jobs.manage")) throw new DomainError("forbidden", "jobs_manage");
}

const CONDITION: Record<JobState, string> = {
  waiting: "j.attempts < j.max_attempts",
  failed: "j.attempts >= j.max_attempts",
};

/** Lists waiting, running or failed jobs, oldest due first: at most 100, with the total. */
export async function listJobs(actor: Actor, state: JobState): Promise<{ rows: JobLine[]; total: number }> {
  refuseOthers(actor);
  const { rows } = await pool().query<{
    id: string;
    task: string;
    payload: Record<string, unknown>;
    attempts: number;
    max_attempts: number;
    run_at: Date;
    created_at: Date;
    is_running: boolean;
    last_error: string | null;
    total: number;
  }>(
    `select j.id::text as id, t.identifier as task, j.payload, j.attempts, j.max_attempts, j.run_at, j.created_at,
      j.locked_at is not null as is_running, left(j.last_error, 2000) as last_error, count(*) over ()::int as total
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where ${CONDITION[state]} order by j.run_at, j.id limit $1`,
    [SHOWN],
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      task: row.task,
      payload: row.payload,
      attempts: row.attempts,
      maxAttempts: row.max_attempts,
      runAt: row.run_at,
      createdAt: row.created_at,
      isRunning: row.is_running,
      errorKind: errorKindOf(row.last_error),
    })),
  };
}

/** Extracts the name or code of an error ("ECONNREFUSED", "ZodError"), never its text. */
export function errorKindOf(text: string | null): string | null {
  if (text === null || text === "") return null;
  const code = /\b(E[A-Z]{3,}[A-Z_]*)\b/.exec(text)?.[1];
  const name = /^\s*(?:Uncaught )?([A-Z]\w*(?:Error|Exception))\b/.exec(text)?.[1];
  return code ?? name ?? "Error";
}

export interface JobRunLine {
  id: string;
  task: string;
  startedAt: Date;
  endedAt: Date | null;
  outcome: string;
  counts: Record<string, number>;
}

/** Lists the last runs of recurring jobs, newest first. */
export async function listJobRuns(actor: Actor): Promise<JobRunLine[]> {
  refuseOthers(actor);
  const rows = await db()
    .select({
      id: jobRun.id,
      task: jobRun.task,
      startedAt: jobRun.startedAt,
      endedAt: jobRun.endedAt,
      outcome: jobRun.outcome,
      counts: jobRun.counts,
    })
    .from(jobRun)
    .orderBy(desc(jobRun.startedAt), desc(jobRun.id))
    .limit(24);
  return rows.map((row) => ({ ...row, counts: row.counts as Record<string, number> }));
}
