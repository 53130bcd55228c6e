import type { QueryResultRow } from "pg";
import { pool } from "@/db/client";

/**
 * Whatever the statistics say, rows are found by the index; a statement of one form is planned once; the map of what a
 * frequent word finds is kept row by row, not page by page.
 */
const SETTINGS = `begin read only; set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan;
  set local work_mem = '32MB'; set local jit = off`;

/** Runs a statement that reads what the index finds, in a transaction of its own that writes nothing. */
export async function queryByIndex<Row extends QueryResultRow>(statement: {
  name: string;
  text: string;
  values: unknown[];
}): Promise<Row[]> {
  const client = await pool().connect();
  try {
    await client.query(SETTINGS);
    const { rows } = await client.query<Row>(statement);
    await client.query("commit");
    return rows;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
