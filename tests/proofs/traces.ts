import { pool } from "@/db/client";

export type Traces = Record<string, number | string[]>;

/**
 * What was done: how many rows each table holds, which facts were recorded, and what is queued. Words of search are
 * left out: made-up names have as many as they have.
 */
export async function readTraces(): Promise<Traces> {
  const { rows: tables } = await pool().query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('audit_entry', 'search_word') order by 1",
  );
  const traces: Traces = {};
  for (const { name } of tables) {
    const { rows } = await pool().query<{ n: number }>(`select count(*)::int as n from "${name}"`);
    if (rows[0]?.n) traces[name] = rows[0].n;
  }
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
