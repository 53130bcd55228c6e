import { eq, sql } from "drizzle-orm";
import { type Database, db, type Tx } from "@/db/client";
import { auditEntry, setting } from "@/db/schema/core";
import type { Actor } from "./actor";
import { type Given, subjectOf } from "./audit";
import { consequenceOf } from "./consequences";
import type { Ctx, Origin } from "./ctx";
import { DomainError, isDomainError } from "./errors";
import { newId } from "./id";
import { type Job, priorityOf } from "./jobs";
import { refuseWhenLooking } from "./looking";
import { type Action, can, scopeOf } from "./policy";
import { bumpVersions, gatherStale } from "./versions";

/** The actor and the origin of a command. */
export interface By {
  actor: Actor | null;
  origin: Origin;
}

export interface TransactOptions {
  /** For commands that must work in read-only mode: signing in and out, the switch itself, and the site's own jobs. */
  evenReadOnly?: boolean;
  now?: Date;
  /** A database other than the process's own, e.g. the one a backup is restored into. */
  on?: Database;
}

/** The system itself: jobs, and the operator's commands. */
export const SYSTEM: By = { actor: null, origin: { via: "job", ip: null, device: null } };
export const OPERATOR: By = { actor: null, origin: { via: "cli", ip: null, device: null } };

/**
 * Runs a command in one transaction: its writes, audit entries, consequences, versions and jobs are committed
 * together or not at all. Refuses to commit if the command never checked the policy, or recorded nothing
 * without saying why. Throws what the command throws, and `unavailable` in read-only mode.
 */
export async function transact<T>(
  by: By,
  command: (ctx: Ctx) => Promise<T>,
  options: TransactOptions = {},
): Promise<T> {
  refuseWhenLooking();
  const on = options.on ?? db();
  const despite: Despite[] = [];
  try {
    return await on.transaction(async (tx) => {
      if (!options.evenReadOnly) await refuseWhenReadOnly(tx);
      const made = makeCtx(tx, by, { now: options.now ?? new Date(), despite });
      const result = await command(made.ctx);
      made.check();
      await bumpVersions(tx, made.stale);
      return result;
    });
  } catch (error) {
    if (despite.length > 0 && isDomainError(error))
      await on.transaction(async (tx) => {
        for (const write of despite) await write(tx);
      });
    throw error;
  }
}

type Despite = (tx: Tx) => Promise<void>;

async function refuseWhenReadOnly(tx: Tx): Promise<void> {
  const [mode] = await tx.select({ value: setting.value }).from(setting).where(eq(setting.key, "read-only"));
  const { isOn, banner = "" } = (mode?.value ?? {}) as { isOn?: boolean; banner?: string };
  if (isOn) throw new DomainError("unavailable", "read_only", { retryAfter: 30, banner });
}

function makeCtx(tx: Tx, by: By, { now, despite }: { now: Date; despite: Despite[] }) {
  const stale = gatherStale(tx);
  let isAuthorized = false;
  let isAccounted = false;
  const ctx: Ctx = {
    tx,
    actor: by.actor,
    now,
    origin: by.origin,
    authorize(action, ...subject) {
      isAuthorized = true;
      if (can(by.actor, action, ...subject)) return;
      if (by.actor === null) throw new DomainError("unauthenticated", "sign_in");
      if (by.actor.scopes !== null) throw refusedToken(action, by.actor.scopes);
      if (by.actor.owesReading) throw new DomainError("forbidden", "warning_first");
      if (by.actor.owesCharter) throw new DomainError("forbidden", "charter_first");
      throw new DomainError("forbidden", action.replaceAll(/[.-]/g, "_"), { dormant: by.actor.dormantRoles });
    },
    async record(fact, ...[details, besides]) {
      isAccounted = true;
      const given = { ...details, ...besides } as Given<typeof fact>;
      const consequence = consequenceOf(fact);
      await tx.insert(auditEntry).values({
        id: newId(now.getTime()),
        at: now,
        actorId: by.actor?.id ?? null,
        fact,
        subject: subjectOf(details as Record<string, unknown>),
        details,
        via: by.origin.via,
        ip: by.origin.ip,
      });
      for (const name of consequence.stale?.(given) ?? []) stale.add(name);
      for (const step of consequence.now ?? [])
        for (const name of (await step(ctx, given)) ?? []) stale.add(name);
      for (const name of (await consequence.staleFromDb?.(ctx, given)) ?? []) stale.add(name);
      for (const job of consequence.later?.(given) ?? []) await queueJob(tx, job);
    },
    despite(write) {
      despite.push(write);
    },
    skipAudit() {
      isAccounted = true;
    },
    asSystem() {
      isAuthorized = true;
    },
  };
  const check = () => {
    if (!isAuthorized) throw new Error("a command ended without asking the policy");
    if (!isAccounted) throw new Error("a command ended without recording what it did");
  };
  return { ctx, stale, check };
}

/**
 * Chooses the error for a refused personal token: the action needs a session, the token lacks the scope, or
 * no plain member may do it.
 */
function refusedToken(action: Action, scopes: readonly string[]): DomainError {
  const scope = scopeOf(action);
  if (scope === null) return new DomainError("forbidden", "session_only");
  if (!scopes.includes(scope)) return new DomainError("forbidden", "token_scope", { scope });
  return new DomainError("forbidden", action.replaceAll(/[.-]/g, "_"));
}

/** Queues a job in the caller's transaction; workers see it after the commit. */
export async function queueJob(tx: Tx, job: Job): Promise<void> {
  await tx.execute(
    sql`select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::json, run_at := ${job.runAt?.toISOString() ?? null}::timestamptz, job_key := ${job.key ?? null}::text, queue_name := ${job.queue ?? null}::text, max_attempts := 8, priority := ${priorityOf(job.task)})`,
  );
}
