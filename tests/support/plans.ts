import pg from "pg";
import { pool } from "@/db/client";

/** Fills tables for testing query plans, by statements without parameters, with no time limit for busy machines. */
export async function fillTables(statements: string): Promise<void> {
  await pool().query(`begin; set local statement_timeout = 0; ${statements}; analyze; commit`);
}

/** SQL for `fillTables`: profiles "place-1" and so on, whose pages have the id `md5('p' || n)::uuid`. */
export const manyProfiles = (count: number): string => `
  insert into page (id, kind, slug, last_revision, created_at)
    select md5('p' || n)::uuid, 'profile', 'place-' || n, 0, now() from generate_series(1, ${count}) n;
  insert into profile (page_id, slug, iso2, iso3, name_en, name_fr, name_ar, region, is_un_member, is_coe_member, languages)
    select md5('p' || n)::uuid, 'place-' || n, 'X' || n, 'X' || n, 'Place ' || n, 'Lieu ' || n, 'مكان ' || n,
      (array['Africa','Asia','Europe'])[1 + n % 3], true, false, '{eng}' from generate_series(1, ${count}) n`;

/** Runs a query and returns each statement that it sent through the pool, with its plan. */
export async function plansOf(query: () => Promise<unknown>): Promise<{ text: string; plan: string }[]> {
  const sent: { text: string; values: unknown[] }[] = [];
  const target = pool();
  const original = target.query.bind(target);
  // Every statement of a query goes through the pool: it is recorded here and explained afterwards.
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

interface Sent {
  text: string;
  values: unknown[];
}

/** Returns everything that a function sends to the database, including the settings of its transactions. */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const own = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    const config = first as { text?: string; values?: unknown[] } | string;
    const text = typeof config === "string" ? config : (config.text ?? "");
    const given = typeof config === "string" ? second : (config.values ?? second);
    sent.push({ text, values: Array.isArray(given) ? given : [] });
    return own.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = own as typeof pg.Client.prototype.query;
  }
  return sent;
}

/** Returns what a command sends to the database, in its transaction and before, with the plan of each statement. */
export async function plansOfCommand(
  command: () => Promise<unknown>,
): Promise<{ text: string; plan: string }[]> {
  const plans = [];
  for (const { text, values } of await sentBy(command)) {
    if (!/^\s*(select|with|insert|update|delete)/i.test(text)) continue;
    // The plan of a write is asked for, and nothing is written.
    const { rows } = await pool().query(`explain ${text}`, values);
    plans.push({ text, plan: rows.map((row) => Object.values(row)[0]).join("\n") });
  }
  return plans;
}

/**
 * Returns the plans of the reads that `work` sends, each with the settings that applied to it: all other statements are
 * executed a second time, in their order.
 */
export async function settledPlansOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = await sentBy(work);
  const client = await pool().connect();
  const plans: string[] = [];
  try {
    for (const { text, values } of sent) {
      if (/^\s*(select|with)/i.test(text)) {
        const { rows } = await client.query(`explain ${text}`, values);
        plans.push(rows.map((row) => Object.values(row)[0]).join("\n"));
      } else await client.query(text, values);
    }
  } finally {
    client.release(true);
  }
  return plans;
}
