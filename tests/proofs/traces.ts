import { pool } from "@/db/client";
import { listWrittenTables } from "@/tests/support/database";

/** Read row by row, or not compared. */
const UNCOUNTED = /^graphile_worker\.|^public\.(?:audit_entry|search_word|save_failure)$/;

export type Traces = Record<string, number | string[]>;

/**
 * Reads what was done: the number of rows in each table, the recorded audit entries, and the queued jobs.
 * Leaves out search words, whose number varies with made-up names, and counts of failed saves, which are
 * written later.
 */
export async function readTraces(): Promise<Traces> {
  const tables = (await listWrittenTables()).filter((name) => !UNCOUNTED.test(name));
  const counts = tables.map((name) => `select '${name}' as name, count(*)::int as n from ${name}`);
  const counted =
    counts.length === 0
      ? []
      : (await pool().query<{ name: string; n: number }>(counts.join(" union all "))).rows;
  const traces: Traces = {};
  for (const { name, n } of counted) if (n > 0) traces[name.replace("public.", "")] = n;
  const { rows: facts } = await pool().query<{ fact: string }>("select fact from audit_entry order by fact");
  const { rows: jobs } = await pool().query<{ task: string }>(
    `select t.identifier as task from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by 1`,
  );
  return { ...traces, facts: facts.map((row) => row.fact), jobs: jobs.map((row) => row.task) };
}

/** Returns the traces without some tables, or without the facts and jobs. */
export const without = (traces: Traces, names: readonly string[]) =>
  Object.fromEntries(Object.entries(traces).filter(([name]) => !names.includes(name)));
