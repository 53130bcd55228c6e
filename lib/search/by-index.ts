import type { QueryResultRow } from "pg";
import { areForSearches, pool, SEARCH_SETTINGS } from "@/db/client";

const SETTINGS = [
  "begin read only",
  ...Object.entries(SEARCH_SETTINGS).map(([name, value]) => `set local ${name} = '${value}'`),
].join("; ");

/**
 * Runs a statement that uses the search index: directly on connections reserved for searches, else in a
 * transaction with their settings.
 */
export async function queryByIndex<Row extends QueryResultRow>(statement: {
  name: string;
  text: string;
  values: unknown[];
}): Promise<Row[]> {
  if (areForSearches()) return (await pool().query<Row>(statement)).rows;
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
