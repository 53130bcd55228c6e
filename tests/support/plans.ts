import { pool } from "@/db/client";

/** Fills tables for a plan, by statements without parameters, however long that takes on a busy machine. */
export async function fillTables(statements: string): Promise<void> {
  await pool().query(`begin; set local statement_timeout = 0; ${statements}; analyze; commit`);
}

/** Runs a query of ours and answers each statement that it sent through the pool, with its plan. */
export async function plansOf(query: () => Promise<unknown>): Promise<{ text: string; plan: string }[]> {
  const sent: { text: string; values: unknown[] }[] = [];
  const target = pool();
  const original = target.query.bind(target);
  // Every statement of a query goes through the pool: listened to here, then explained.
  target.query = ((config: string | { text: string }, values?: unknown[]) => {
    const text = typeof config === "string" ? config : config.text;
    sent.push({ text, values: values ?? (config as { values?: unknown[] }).values ?? [] });
    return original(config as string, values as unknown[]);
  }) as typeof target.query;
  try {
    await query();
  } finally {
    target.query = original as typeof target.query;
  }
  const plans = [];
  for (const { text, values } of sent) {
    const { rows } = await original(`explain ${text}`, values as unknown[]);
    plans.push({ text, plan: rows.map((row) => Object.values(row)[0]).join("\n") });
  }
  return plans;
}
