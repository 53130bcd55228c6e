import { DomainError } from "@/lib/core/errors";

/*
 * Errors of a database that cannot serve a valid request now: a 503 worth retrying, never a bug. The only
 * place of the site that lists their codes, of Postgres and of the connection.
 */

/** The database is overloaded; a retry after a moment will work. */
const BUSY: ReadonlySet<string> = new Set([
  // A lock held too long by others; a statement timeout.
  "55P03",
  "57014",
  // Deadlock or serialization failure, rolled back by Postgres.
  "40001",
  "40P01",
  // No connections left, in total or for this role.
  "53300",
]);

/** The database is starting, stopping or recovering, or its disk or memory is full. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|57P0[1-5]|08\d{3}|53\d{3}|25P03)$/;

/** The connection pool is exhausted. */
const POOL_IS_EMPTY = /timeout exceeded when trying to connect/;
const CONNECTION_IS_GONE = /Connection terminated|is not queryable/;

export type Unavailability = "busy" | "starting";

/** Finds why the database could not serve; null for other errors. */
export function unavailabilityOf(error: unknown): Unavailability | null {
  for (let seen = error, depth = 0; typeof seen === "object" && seen !== null && depth < 8; depth += 1) {
    const { code, message, cause } = seen as { code?: unknown; message?: unknown; cause?: unknown };
    if (typeof code === "string" && BUSY.has(code)) return "busy";
    if (typeof code === "string" && AWAY.test(code)) return "starting";
    if (typeof message === "string" && POOL_IS_EMPTY.test(message)) return "busy";
    if (typeof message === "string" && CONNECTION_IS_GONE.test(message)) return "starting";
    seen = cause;
  }
  return null;
}

/** Seconds after which to retry. */
const RETRY_AFTER: Readonly<Record<Unavailability, number>> = { busy: 2, starting: 5 };

/** Converts such an error to a refusal; null for other errors. */
export function asUnavailable(error: unknown): DomainError | null {
  const reason = unavailabilityOf(error);
  return reason && new DomainError("unavailable", reason, { retryAfter: RETRY_AFTER[reason] });
}
