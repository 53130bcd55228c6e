import { pool } from "@/db/client";

export type Traces = Record<string, number | string[]>;

/**
 * What was done: how many rows each table holds, which facts were recorded, and what is queued. Words of search are
 * left out: made-up names have as many as they have; so are counts of failed saves, which are written some time later.
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

/** The traces less those of some tables, or of the facts and jobs. */
export const without = (traces: Traces, names: readonly string[]) =>
  Object.fromEntries(Object.entries(traces).filter(([name]) => !names.includes(name)));
