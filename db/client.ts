import { AsyncLocalStorage } from "node:async_hooks";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import { PlanKeepingClient } from "./frequent-statements";

export type Database = NodePgDatabase;
/** A transaction, as drizzle hands it to its callback. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** A connection for queries: the pool, or the writer's transaction. */
export type Queryable = Database | Tx;

/**
 * Purpose of a connection. A web process has separate connections for each, so that none waits for another:
 * stored pages read their versions on one of their own, and searches never use those of pages and saves.
 */
export type Lane = "work" | "reading" | "search" | "versions";

interface Connection {
  pool: Pool;
  db: Database;
}

interface Connections {
  /** One for all lanes, or one for each. */
  lanes: Partial<Record<Lane, Connection>>;
  areApart: boolean;
}

const KEY = Symbol.for("octopus.database");
const LANE = Symbol.for("octopus.database-lane");
const shared = globalThis as { [KEY]?: Connections; [LANE]?: AsyncLocalStorage<Lane> };
shared[LANE] ??= new AsyncLocalStorage<Lane>();
const current = shared[LANE];

/** Most connections that one process opens (`DATABASE_POOL`). */
function total(): number {
  return Math.max(4, Number(process.env.DATABASE_POOL ?? 10));
}

/**
 * Divides the connections of a process among its lanes: 1 for versions, a fifth for searches, a third for reading, the
 * rest for work; at least 1 each.
 */
export function laneSizes(connections: number): Record<Lane, number> {
  const search = Math.max(1, Math.floor(connections / 5));
  const reading = Math.max(1, Math.floor(connections / 3));
  return { versions: 1, search, reading, work: Math.max(1, connections - 1 - search - reading) };
}

/**
 * Settings for searches: always find rows by the index, whatever the statistics say; plan a statement of one
 * form once; and keep exact row bitmaps for frequent words, instead of whole pages.
 */
export const SEARCH_SETTINGS = {
  enable_seqscan: "off",
  plan_cache_mode: "force_generic_plan",
  work_mem: "32MB",
  jit: "off",
} as const;

/** Connections that are used for searches only have their settings from the start. */
const FOR_SEARCHES = Object.entries(SEARCH_SETTINGS)
  .map(([name, value]) => ` -c ${name}=${value}`)
  .join("");

function connect(max: number, further = ""): Connection {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error("DATABASE_URL is not set");
  const pool = new Pool({
    connectionString,
    Client: PlanKeepingClient,
    max,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    // Limits of every statement: run time, waiting for a lock, and idling inside a transaction.
    options: `-c statement_timeout=5000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=15000 -c timezone=UTC${further}`,
  });
  // A connection that breaks is replaced at the next query. Without listeners the error would end the process.
  // The pool reports it for idle connections, the connection itself for those within a transaction.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, db: drizzle(pool, { casing: "snake_case" }) };
}

function connection(lane: Lane = current.getStore() ?? "work"): Connection {
  shared[KEY] ??= { lanes: {}, areApart: false };
  const { lanes, areApart } = shared[KEY];
  const own = areApart ? lane : "work";
  lanes[own] ??= areApart
    ? connect(laneSizes(total())[own], own === "search" ? FOR_SEARCHES : "")
    : connect(total());
  return lanes[own];
}

/** Opens separate connections for each lane, in the process that answers readers. */
export function openLanes(): void {
  if (shared[KEY]) throw new Error("openLanes comes before the first query");
  shared[KEY] = { lanes: {}, areApart: true };
}

/** Checks whether the current connections are for searches only and have their settings. */
export function areForSearches(): boolean {
  return shared[KEY]?.areApart === true && current.getStore() === "search";
}

/** Runs queries on the connections of a lane; the default lane is "work". */
export function inLane<T>(lane: Lane, run: () => T): T {
  return current.run(lane, run);
}

/** The database of this process; opened at the first call, from `DATABASE_URL`. */
export function db(): Database {
  return connection().db;
}

/** The pool below `db()`, for what drizzle has no words for: COPY, LISTEN, prepared statements. */
export function pool(lane?: Lane): Pool {
  return connection(lane).pool;
}

/** Ends all pools. The next `db()` opens one pool for all lanes, unless `openLanes` is called before. */
export async function closeDatabase(): Promise<void> {
  const open = shared[KEY];
  shared[KEY] = undefined;
  await Promise.all(Object.values(open?.lanes ?? {}).map((one) => one.pool.end()));
}
