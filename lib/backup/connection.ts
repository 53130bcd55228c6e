import { Client } from "pg";

/**
 * Settings that make values look the same as text on every server, since checksums are compared. Statements have no
 * timeout, since a large table takes long; waiting for a lock ends after ten seconds.
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

/** Runs work on a separate connection, outside the pool and its limits. */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    options: OPTIONS,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // The running query reports a lost connection; an error event without a listener would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Builds the address of another database on the same server. */
export function onDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}
