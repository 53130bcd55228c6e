import { DomainError } from "@/lib/core/errors";

/*
 * What the database throws when it cannot serve a request now, though nothing is wrong with the request: a 503 that is
 * worth sending again, never a bug. The one place that knows the codes of Postgres and of the connection.
 */

/** The database is up and has too much to do: who waits a moment is served. */
const BUSY: ReadonlySet<string> = new Set([
  // A lock that others held for too long; a statement that took too long.
  "55P03",
  "57014",
  // Two transactions that could not both go through: undone by Postgres, to be sent again.
  "40001",
  "40P01",
  // No connection left, of Postgres or for this role.
  "53300",
]);

/** It is not there: it starts, stops, recovers, or its disk or memory is full. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|57P0[1-5]|08\d{3}|53\d{3}|25P03)$/;

/** The pool of connections has none to give: every one of them works. */
const POOL_IS_EMPTY = /timeout exceeded when trying to connect/;
const CONNECTION_IS_GONE = /Connection terminated|is not queryable/;

export type Unavailability = "busy" | "starting";

/** Why the database could not serve; null for what is no such matter. */
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

/** Seconds after which it is worth trying again. */
const RETRY_AFTER: Readonly<Record<Unavailability, number>> = { busy: 2, starting: 5 };

/** The refusal that such an error is at the edge; null for what is no such matter. */
export function asUnavailable(error: unknown): DomainError | null {
  const reason = unavailabilityOf(error);
  return reason && new DomainError("unavailable", reason, { retryAfter: RETRY_AFTER[reason] });
}
