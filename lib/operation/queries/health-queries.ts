import { statfs } from "node:fs/promises";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { daysBefore, LATE_DAYS, OVERDUE_DAYS } from "@/lib/core/waiting";
import { env } from "@/lib/env";
import { checkReadiness } from "../readiness";
import { RETENTION_TASK } from "../retention";
import { findLastFacts } from "./audit-queries";

export type Level = "ok" | "warn" | "bad";

/** One thing that is looked at: how it stands, with the figure behind it. */
export interface Health {
  database: { level: Level; state: "ok" | "behind" | "unreachable" };
  /** When the worker last kept the clock; it does so every hour. */
  worker: { level: Level; lastAt: Date | null };
  queue: { level: Level; waiting: number; oldestSeconds: number; failed: number };
  mail: { level: Level; isSent: boolean; failed: number };
  disk: { level: Level; freeBytes: number };
  retention: { level: Level; lastAt: Date | null };
  backup: { level: Level; lastAt: Date | null };
  restore: { level: Level; lastAt: Date | null };
  /** Edits that wait for review for longer than a week, and than a month: the latter are faults. */
  review: { level: Level; late: number; overdue: number };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GB = 1024 ** 3;

/** How the installation is doing, computed now. For administrators. */
export async function findHealth(actor: Actor, now: Date = new Date()): Promise<Health> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  return checkHealth(now);
}

/** The same for the operator, who has the machine. */
export async function checkHealth(now: Date = new Date()): Promise<Health> {
  const [readiness, queue, clock, ran, facts, freeBytes, review] = await Promise.all([
    checkReadiness(),
    readQueue(),
    readMoment("select max(last_execution) as at from graphile_worker._private_known_crontabs"),
    readMoment("select max(started_at) as at from job_run where task = $1", [RETENTION_TASK]),
    findLastFacts(["backup.made", "backup.restored"]),
    freeSpace(),
    readReview(now),
  ]);
  const backedUp = facts["backup.made"] ?? null;
  const restored = facts["backup.restored"] ?? null;
  return {
    database: { level: readiness.database === "ok" ? "ok" : "bad", state: readiness.database },
    worker: { level: byAge(clock, now, 2 * HOUR, 6 * HOUR), lastAt: clock },
    queue: {
      level: queue.failed > 0 || queue.oldestSeconds > 600 ? "warn" : "ok",
      waiting: queue.waiting,
      oldestSeconds: queue.oldestSeconds,
      failed: queue.failed,
    },
    mail: {
      level: queue.failedMails > 0 || !env().SMTP_URL ? "warn" : "ok",
      isSent: env().SMTP_URL !== undefined,
      failed: queue.failedMails,
    },
    disk: { level: freeBytes < GB ? "bad" : freeBytes < 5 * GB ? "warn" : "ok", freeBytes },
    retention: { level: byAge(ran, now, 2 * HOUR, DAY), lastAt: ran },
    backup: { level: byAge(backedUp, now, 26 * HOUR, 3 * DAY), lastAt: backedUp },
    restore: { level: byAge(restored, now, 9 * DAY, 30 * DAY), lastAt: restored },
    review: { level: review.overdue > 0 ? "bad" : review.late > 0 ? "warn" : "ok", ...review },
  };
}

/** Never is a warning, not an alarm: a new installation has not had the time. */
function byAge(at: Date | null, now: Date, warnAfter: number, badAfter: number): Level {
  if (at === null) return "warn";
  const age = now.getTime() - at.getTime();
  return age > badAfter ? "bad" : age > warnAfter ? "warn" : "ok";
}

async function readQueue(): Promise<{
  waiting: number;
  oldestSeconds: number;
  failed: number;
  failedMails: number;
}> {
  const { rows } = await pool().query<{
    waiting: number;
    oldest: number;
    failed: number;
    failed_mails: number;
  }>(
    `select count(*) filter (where j.attempts < j.max_attempts)::int as waiting,
      coalesce(extract(epoch from now() - min(j.run_at) filter (where j.attempts < j.max_attempts and j.run_at <= now())), 0)::int as oldest,
      count(*) filter (where j.attempts >= j.max_attempts)::int as failed,
      count(*) filter (where j.attempts >= j.max_attempts and t.identifier like 'mail-%')::int as failed_mails
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
  );
  const row = rows[0];
  return {
    waiting: row?.waiting ?? 0,
    oldestSeconds: row?.oldest ?? 0,
    failed: row?.failed ?? 0,
    failedMails: row?.failed_mails ?? 0,
  };
}

async function readReview(now: Date): Promise<{ late: number; overdue: number }> {
  const { rows } = await pool().query<{ late: number; overdue: number }>(
    `select count(*)::int as late, count(*) filter (where created_at < $2)::int as overdue
     from revision where state = 'pending' and created_at < $1 and client_token not like '%.sources'`,
    [daysBefore(now, LATE_DAYS), daysBefore(now, OVERDUE_DAYS)],
  );
  return rows[0] ?? { late: 0, overdue: 0 };
}

async function readMoment(text: string, values: unknown[] = []): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date | null }>(text, values);
  return rows[0]?.at ?? null;
}

async function freeSpace(): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(env().DATA_DIR);
    return bavail * bsize;
  } catch {
    // The folder is made at the first start; before that there is nothing to say.
    return 0;
  }
}

export interface SiteFigures {
  profiles: number;
  revisions: number;
  editsOfWeek: number;
  editorsOfWeek: number;
  pending: number;
  drafts: number;
  joinedOfMonth: number;
  signedInToday: number;
}

/** What is there and what happens, counted now. For administrators. */
export async function findSiteFigures(actor: Actor): Promise<SiteFigures> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  const { rows } = await pool().query<SiteFigures>(
    `select (select count(*)::int from profile) as "profiles",
      (select count(*)::int from revision) as "revisions",
      (select count(*)::int from revision where created_at > now() - interval '7 days' and author_id is not null) as "editsOfWeek",
      (select count(distinct author_id)::int from revision where created_at > now() - interval '7 days') as "editorsOfWeek",
      (select count(*)::int from revision where state = 'pending') as "pending",
      (select count(*)::int from draft) as "drafts",
      (select count(*)::int from member where state = 'active' and created_at > now() - interval '30 days') as "joinedOfMonth",
      (select count(distinct member_id)::int from session where last_seen_at > now() - interval '1 day') as "signedInToday"`,
  );
  const row = rows[0];
  if (!row) throw new Error("counting answered nothing");
  return row;
}
