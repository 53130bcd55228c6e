import { pool } from "@/db/client";

export interface TextColumn {
  /** As table and column: "revision.content". */
  name: string;
  table: string;
  column: string;
  type: string;
}

/** Types whose values can have words that somebody wrote. */
const WORDS = ["text", "varchar", "json", "jsonb", "bytea", "tsvector", "_text"];

/** Lists the columns of the database that can have words: of all tables, those of the queue of jobs included. */
export async function listTextColumns(): Promise<TextColumn[]> {
  const { rows } = await pool().query<{ schema: string; table: string; column: string; type: string }>(
    `select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_type t on t.oid = a.atttypid
      where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'p') and a.attnum > 0
        and not a.attisdropped and t.typname = any($1) order by 1, 2, 3`,
    [WORDS],
  );
  return rows.map(({ schema, table, column, type }) => ({
    name: `${table}.${column}`,
    table: `"${schema}"."${table}"`,
    column: `"${column}"`,
    type,
  }));
}

/** Finds the columns in which some row has a word, in any case and also as bytes. */
export async function findColumnsWith(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, table, column, type } of await listTextColumns()) {
    const text = type === "bytea" ? `encode(${column}, 'escape')` : `${column}::text`;
    const { rows } = await pool().query<{ has: boolean }>(
      `select exists (select 1 from ${table} where strpos(lower(${text}), lower($1)) > 0) as has`,
      [word],
    );
    if (rows[0]?.has) found.push(name);
  }
  return found;
}
