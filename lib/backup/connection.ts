import { Client } from "pg";

/**
 * How values are written as text; the same on every server, since the sums of two of them are compared. No limits of
 * time: a large table takes as long as it takes.
 */
const OPTIONS = [
  "timezone=UTC",
  "datestyle=ISO",
  "intervalstyle=postgres",
  "bytea_output=hex",
  "extra_float_digits=1",
  "statement_timeout=0",
  "lock_timeout=10000",
  "idle_in_transaction_session_timeout=0",
]
  .map((option) => `-c ${option}`)
  .join(" ");

/** Runs work on a connection of its own, past the pool and its limits. */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    options: OPTIONS,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that dies is noticed by the query on it; an error event without a listener would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The same server, another database. */
export function onDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}
