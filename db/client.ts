import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool } from "pg";

export type Database = NodePgDatabase;
/** A transaction, as drizzle hands it to its callback. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query may run on: the pool, or the writer's transaction. */
export type Queryable = Database | Tx;

interface Connection {
  pool: Pool;
  db: Database;
}

const KEY = Symbol.for("octopus.database");
const shared = globalThis as { [KEY]?: Connection };

function connect(): Connection {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error("DATABASE_URL is not set");
  const pool = new Pool({
    connectionString,
    max: Number(process.env.DATABASE_POOL ?? 10),
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    // Limits of every statement: none runs for long, none waits long for a lock, none idles inside a transaction.
    options:
      "-c statement_timeout=5000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=15000 -c timezone=UTC",
  });
  // A connection that dies is replaced at the next query; without listeners it would end the process. Idle ones tell
  // the pool; one that dies between two statements of a transaction tells nobody but itself.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, db: drizzle(pool, { casing: "snake_case" }) };
}

function connection(): Connection {
  shared[KEY] ??= connect();
  return shared[KEY];
}

/** The database of this process; opened at the first call, from `DATABASE_URL`. */
export function db(): Database {
  return connection().db;
}

/** The pool below `db()`, for what drizzle has no words for: COPY, LISTEN, prepared statements. */
export function pool(): Pool {
  return connection().pool;
}

/** Ends the pool; the next `db()` opens another. */
export async function closeDatabase(): Promise<void> {
  const open = shared[KEY];
  shared[KEY] = undefined;
  await open?.pool.end();
}
