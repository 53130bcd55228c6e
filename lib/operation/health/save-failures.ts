import { sql } from "drizzle-orm";
import { db, pool } from "@/db/client";
import type { DomainError } from "@/lib/core/errors";
import { log } from "@/lib/log";

/** Causes of failed saves. The last three are errors of the site. */
export const SAVE_CAUSES = [
  "conflict",
  "invalid",
  "refused",
  "read-only",
  "busy",
  "away",
  "internal",
] as const;
export type SaveCause = (typeof SAVE_CAUSES)[number];

const FAULTS: ReadonlySet<string> = new Set<SaveCause>(["busy", "away", "internal"]);

/** Number of saves failed for a cause. */
export interface SaveFailure {
  cause: SaveCause;
  lastHour: number;
  lastDay: number;
  isFault: boolean;
}

/** Finds the cause of a failed save; null means an unexpected error. */
export function causeOf(error: DomainError | null): SaveCause {
  if (error === null) return "internal";
  if (error.reason === "read_only") return "read-only";
  if (error.code === "unavailable") return error.reason === "busy" ? "busy" : "away";
  return error.code === "conflict" || error.code === "invalid" ? error.code : "refused";
}

const HOUR = 3_600_000;
/** Counts are written in batches, so that saves failing because the database is away do not add to its load. */
const FLUSH_MS = 5_000;

const KEY = Symbol.for("octopus.save-failures");
interface Buffer {
  counts: Map<string, { hour: Date; cause: SaveCause; n: number }>;
  timer: NodeJS.Timeout | null;
  /** The last write, running or done; writes are sequential. */
  written: Promise<void>;
}
const shared = globalThis as { [KEY]?: Buffer };
const buffer = (): Buffer => (shared[KEY] ??= { counts: new Map(), timer: null, written: Promise.resolve() });

/** Counts a failed save, without who saved what. */
export function countSaveFailure(error: DomainError | null, now: Date = new Date()): void {
  const cause = causeOf(error);
  const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR);
  const own = buffer();
  const key = `${cause} ${hour.getTime()}`;
  const counted = own.counts.get(key) ?? { hour, cause, n: 0 };
  counted.n += 1;
  own.counts.set(key, counted);
  own.timer ??= setTimeout(() => void flushSaveFailures(), FLUSH_MS).unref();
}

/** Writes the counts; if that fails, they are written with the next ones. */
export function flushSaveFailures(): Promise<void> {
  const own = buffer();
  own.written = own.written.then(() => writeCounts(own));
  return own.written;
}

async function writeCounts(own: Buffer): Promise<void> {
  if (own.timer) clearTimeout(own.timer);
  own.timer = null;
  const counts = [...own.counts.values()];
  own.counts.clear();
  for (const { hour, cause, n } of counts) {
    try {
      await db().execute(sql`insert into save_failure (hour, cause, n) values (${hour.toISOString()}, ${cause}, ${n})
        on conflict (hour, cause) do update set n = save_failure.n + excluded.n`);
    } catch (error) {
      log().warn({ event: "health.not-counted", kind: error instanceof Error ? error.name : "unknown" });
      const key = `${cause} ${hour.getTime()}`;
      const again = own.counts.get(key) ?? { hour, cause, n: 0 };
      again.n += n;
      own.counts.set(key, again);
      own.timer ??= setTimeout(() => void flushSaveFailures(), 6 * FLUSH_MS).unref();
    }
  }
}

/**
 * Counts failed saves by cause, for the last hour and day. Counts are stored by clock hour, so the previous
 * hour is included in proportion.
 */
export async function readSaveFailures(now: Date): Promise<SaveFailure[]> {
  const { rows } = await pool().query<{ cause: string; last_hour: number; last_day: number }>(
    `select cause, sum(n)::int as last_day,
      round(sum(n * least(1, greatest(0, 2 - extract(epoch from $1::timestamptz - hour) / 3600))))::int as last_hour
     from save_failure where hour > $1::timestamptz - interval '1 day' group by cause`,
    [now],
  );
  return SAVE_CAUSES.flatMap((cause) => {
    const row = rows.find((one) => one.cause === cause);
    return row ? [{ cause, lastHour: row.last_hour, lastDay: row.last_day, isFault: FAULTS.has(cause) }] : [];
  });
}
