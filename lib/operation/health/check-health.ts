import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { daysBefore, LATE_DAYS, OVERDUE_DAYS } from "@/lib/core/waiting";
import { env } from "@/lib/env";
import { findLastCheck } from "../audit/verify";
import { checkReadiness } from "../readiness";
import { RETENTION_TASK } from "../retention";
import { healthLimits } from "./limits";
import { type Measures, measure } from "./measure";
import { readSaveFailures, type SaveFailure } from "./save-failures";

export type Level = "ok" | "warn" | "bad";

/** Health checks: level of each with its figures. */
export interface Health {
  database: { level: Level; state: "ok" | "behind" | "unreachable" };
  /** When the worker last ran its hourly job. */
  worker: { level: Level; lastAt: Date | null };
  queue: { level: Level; waiting: number; oldestSeconds: number; failed: number };
  /** `retrying`: mails that failed at least once and will be tried again. */
  mail: { level: Level; isSent: boolean; failed: number; retrying: number };
  /** Rows to be indexed again, and files whose text was not read. */
  search: { level: Level; waiting: number; oldestSeconds: number };
  /** Uploads not yet checked. */
  scans: { level: Level; waiting: number; oldestSeconds: number };
  /** Failed saves; `faults`: in the last hour by an error of the site. */
  saves: { level: Level; faults: number; causes: SaveFailure[] };
  disk: { level: Level; freeBytes: number };
  retention: { level: Level; lastAt: Date | null };
  backup: { level: Level; lastAt: Date | null };
  restore: { level: Level; lastAt: Date | null };
  /** Hash chain of the log, at its last verification. */
  audit: { level: Level; faults: number; lastAt: Date | null };
  /** Edits in review for over a week, and over a month; the latter count as a problem. */
  review: { level: Level; late: number; overdue: number };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GB = 1024 ** 3;

/** Computes the health of the installation. For administrators. */
export async function findHealth(
  actor: Actor,
  now: Date = new Date(),
  read: () => Promise<Measures> = measure,
): Promise<Health> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  return checkHealth(now, read);
}

/** The same for the operator, who has access to the machine. */
export async function checkHealth(
  now: Date = new Date(),
  read: () => Promise<Measures> = measure,
): Promise<Health> {
  const limits = healthLimits();
  const [readiness, queue, clock, ran, measures, review, search, scans, causes, audit] = await Promise.all([
    checkReadiness(),
    readQueue(),
    readMoment("select max(last_execution) as at from graphile_worker._private_known_crontabs"),
    readMoment("select max(started_at) as at from job_run where task = $1", [RETENTION_TASK]),
    read(),
    readReview(now),
    readSearchLag(),
    readScans(),
    readSaveFailures(now),
    findLastCheck(),
  ]);
  const { backedUp, restored, freeBytes } = measures;
  const faults = causes.reduce((sum, one) => sum + (one.isFault ? one.lastHour : 0), 0);
  return {
    database: { level: readiness.database === "ok" ? "ok" : "bad", state: readiness.database },
    worker: { level: byAge(clock, now, 2 * HOUR, 6 * HOUR), lastAt: clock },
    queue: {
      level: worst(
        byCount(queue.failed, limits["failed-jobs"]),
        byLimit(queue.oldestSeconds, limits["late-jobs"] * 60, 600),
      ),
      waiting: queue.waiting,
      oldestSeconds: queue.oldestSeconds,
      failed: queue.failed,
    },
    mail: {
      level: worst(byCount(queue.failedMails, limits["failed-mails"]), env().SMTP_URL ? "ok" : "warn"),
      isSent: env().SMTP_URL !== undefined,
      failed: queue.failedMails,
      retrying: queue.retryingMails,
    },
    search: { level: byLimit(search.oldestSeconds, limits["search-lag"] * 60), ...search },
    scans: { level: byLimit(scans.oldestSeconds, limits["scan-backlog"] * 60), ...scans },
    saves: { level: byCount(faults, limits["failed-saves"]), faults, causes },
    disk: {
      level:
        freeBytes < limits["disk-gb"] * GB ? "bad" : freeBytes < 5 * limits["disk-gb"] * GB ? "warn" : "ok",
      freeBytes,
    },
    retention: { level: byAge(ran, now, 2 * HOUR, DAY), lastAt: ran },
    backup: { level: byAge(backedUp, now, 26 * HOUR, 3 * DAY), lastAt: backedUp },
    restore: { level: byAge(restored, now, 9 * DAY, 30 * DAY), lastAt: restored },
    audit: {
      level: audit && audit.faults > 0 ? "bad" : "ok",
      faults: audit?.faults ?? 0,
      lastAt: audit?.at ?? null,
    },
    review: { level: review.overdue > 0 ? "bad" : review.late > 0 ? "warn" : "ok", ...review },
  };
}

/** "Never" is a warning, not an alarm, as a new installation has not had time. */
function byAge(at: Date | null, now: Date, warnAfter: number, badAfter: number): Level {
  if (at === null) return "warn";
  const age = now.getTime() - at.getTime();
  return age > badAfter ? "bad" : age > warnAfter ? "warn" : "ok";
}

/** "bad" above the limit, "warn" from half of it or from `warnFrom`. */
function byLimit(value: number, limit: number, warnFrom = limit / 2): Level {
  return value > limit ? "bad" : value > Math.min(warnFrom, limit) ? "warn" : "ok";
}

/** For what should never happen: one is "warn", more than the limit "bad". */
const byCount = (n: number, limit: number) => byLimit(n, limit, 0);

const WORST: readonly Level[] = ["bad", "warn", "ok"];
const worst = (...levels: Level[]): Level => WORST.find((level) => levels.includes(level)) ?? "ok";

interface Backlog {
  waiting: number;
  oldestSeconds: number;
}

/** A rebuild of the index concerns every row; files wait one by one for their text to be read. */
async function readSearchLag(): Promise<Backlog> {
  return readBacklog(
    `with again as (
      select j.created_at from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'reindex-search' and j.attempts < j.max_attempts
    ), unread as (
      select coalesce(f.checked_at, f.created_at) as at from file f
      where f.state = 'clean' and f.reading = 'waiting'
    )
    select ((select count(*) from unread) + case when exists (select from again)
        then (select count(*) from search_entry) else 0 end)::int as waiting,
      least((select min(at) from unread), (select min(created_at) from again)) as oldest`,
  );
}

async function readScans(): Promise<Backlog> {
  return readBacklog(
    "select count(*)::int as waiting, min(f.touched_at) as oldest from file f where f.state = 'quarantined'",
  );
}

async function readBacklog(text: string): Promise<Backlog> {
  const { rows } = await pool().query<{ waiting: number; oldest: Date | null }>(text);
  const { waiting = 0, oldest = null } = rows[0] ?? {};
  const seconds = oldest === null ? 0 : Math.max(0, Math.floor((Date.now() - oldest.getTime()) / 1000));
  return { waiting, oldestSeconds: seconds };
}

async function readQueue(): Promise<{
  waiting: number;
  oldestSeconds: number;
  failed: number;
  failedMails: number;
  retryingMails: number;
}> {
  const { rows } = await pool().query<{
    waiting: number;
    oldest: number;
    failed: number;
    failed_mails: number;
    retrying_mails: number;
  }>(
    `select count(*) filter (where j.attempts < j.max_attempts)::int as waiting,
      coalesce(extract(epoch from now() - min(j.run_at) filter (where j.attempts < j.max_attempts and j.run_at <= now())), 0)::int as oldest,
      count(*) filter (where j.attempts >= j.max_attempts)::int as failed,
      count(*) filter (where j.attempts >= j.max_attempts and t.identifier like 'mail-%')::int as failed_mails,
      count(*) filter (where j.attempts > 0 and j.attempts < j.max_attempts and j.locked_at is null
        and t.identifier like 'mail-%')::int as retrying_mails
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
  );
  const row = rows[0];
  return {
    waiting: row?.waiting ?? 0,
    oldestSeconds: row?.oldest ?? 0,
    failed: row?.failed ?? 0,
    failedMails: row?.failed_mails ?? 0,
    retryingMails: row?.retrying_mails ?? 0,
  };
}

async function readReview(now: Date): Promise<{ late: number; overdue: number }> {
  const { rows } = await pool().query<{ late: number; overdue: number }>(
    `select count(*)::int as late, count(*) filter (where created_at < $2)::int as overdue
     from revision where state = 'pending' and created_at < $1 and companion_id is null`,
    [daysBefore(now, LATE_DAYS), daysBefore(now, OVERDUE_DAYS)],
  );
  return rows[0] ?? { late: 0, overdue: 0 };
}

async function readMoment(text: string, values: unknown[] = []): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date | null }>(text, values);
  return rows[0]?.at ?? null;
}
