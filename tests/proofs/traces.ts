import { pool } from "@/db/client";

export type Traces = Record<string, number | string[]>;

/**
 * Reads what was done: the number of rows in each table, the recorded audit entries, and the queued jobs.
 * Leaves out search words, whose number varies with made-up names, and counts of failed saves, which are
 * written later.
 */
export async function readTraces(): Promise<Traces> {
  const { rows: tables } = await pool().query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('audit_entry', 'search_word', 'save_failure') order by 1",
  );
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as n from "${name}"`);
  const { rows: counted } = await pool().query<{ name: string; n: number }>(counts.join(" union all "));
  const traces: Traces = {};
  for (const { name, n } of counted) if (n > 0) traces[name] = n;
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
