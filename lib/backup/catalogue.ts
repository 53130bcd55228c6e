import { type Client, escapeIdentifier } from "pg";
import type { Migration } from "./manifest";

/** A table of the product, as the server describes it. */
export interface Table {
  name: string;
  /** Stored columns; generated ones are left out. */
  columns: string[];
  /** Order of its rows: by primary key, text by bytes, so that all servers sort alike. */
  order: string;
}

const IS_OURS = "not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')";

/** Lists our tables by name; those of extensions are excluded. */
export async function listTables(client: Client, schema = "public"): Promise<Table[]> {
  const { rows } = await client.query<{
    name: string;
    columns: { name: string; is_text: boolean; key: number | null }[];
  }>(
    `select c.relname as name,
       json_agg(json_build_object(
         'name', a.attname,
         'is_text', a.attcollation <> 0,
         'key', array_position(i.indkey::int2[], a.attnum)
       ) order by a.attnum) as columns
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relnamespace = $1::regnamespace and c.relkind = 'r' and ${IS_OURS}
     group by c.relname order by c.relname collate "C"`,
    [schema],
  );
  return rows.map(({ name, columns }) => {
    const key = columns.filter((column) => column.key !== null).sort((a, b) => (a.key ?? 0) - (b.key ?? 0));
    if (key.length === 0) throw new Error(`${name} has no primary key: its rows have no order`);
    const order = key.map((column) => escapeIdentifier(column.name) + (column.is_text ? ' collate "C"' : ""));
    return { name, columns: columns.map((column) => column.name), order: order.join(", ") };
  });
}

/** Lists tables with at least one row. */
export async function listFilledTables(client: Client): Promise<string[]> {
  const filled: string[] = [];
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query(`select 1 from public.${escapeIdentifier(name)} limit 1`);
    if (rows.length > 0) filled.push(name);
  }
  return filled;
}

/** Lists applied migrations, oldest first; none if the database was never migrated. */
export async function listApplied(client: Client): Promise<Migration[]> {
  const { rows: known } = await client.query<{ name: string | null }>(
    "select to_regclass('drizzle.__drizzle_migrations')::text as name",
  );
  if (!known[0]?.name) return [];
  const { rows } = await client.query<{ hash: string; at: string }>(
    "select hash, created_at::text as at from drizzle.__drizzle_migrations order by created_at, id",
  );
  return rows.map(({ hash, at }) => ({ hash, writtenAt: Number(at) }));
}

/** Lists sequences with their last number. */
export async function listSequences(client: Client): Promise<Record<string, string | null>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public'
     order by sequencename collate "C"`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** A foreign key. */
export interface Reference {
  table: string;
  name: string;
  /** As in `add constraint`, without schema names. */
  definition: string;
}

/** Lists our foreign keys. */
export async function listReferences(client: Client): Promise<Reference[]> {
  // With the tables in the search path, definitions omit their schema.
  await client.query("set local search_path = public");
  const { rows } = await client.query<Reference>(
    `select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by c.relname, k.conname`,
  );
  return rows;
}
