import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

/** The only cache key: a scope's number rises in every transaction that makes its documents stale. */
export const version = pgTable("version", {
  scope: text().primaryKey(),
  n: bigint({ mode: "number" }).notNull(),
});

/**
 * Who did what, when and from where. Ids only, no prose. Append-only: a trigger rejects changes except
 * deleting the network address.
 */
export const auditEntry = pgTable(
  "audit_entry",
  {
    id: id(),
    at: moment().notNull(),
    actorId: uuid(),
    fact: text().notNull(),
    subject: text().notNull(),
    details: jsonb().notNull(),
    via: text().notNull(),
    ip: text(),
  },
  (t) => [
    index().on(t.at),
    index().on(t.actorId, t.at),
    index().on(t.subject, t.at),
    index().on(t.fact, t.at),
    index().on(t.ip, t.at),
  ],
);

/**
 * Hash chain of the log: each hash covers the previous one and its entry, so that changes and removals are
 * detected. Written by a job after the entries; append-only by a trigger.
 */
export const auditLink = pgTable(
  "audit_link",
  {
    /** Rises by one. */
    seq: bigint({ mode: "number" }).primaryKey(),
    entryId: uuid().notNull(),
    /** SHA-256 in hex. */
    hash: text().notNull(),
    /** Ed25519 signature of number and hash, base64; on the last link of each batch. */
    signature: text(),
  },
  (t) => [uniqueIndex("audit_link_entry_key").on(t.entryId)],
);

/** Settings that administrators change at run time: read-only mode and its banner. */
export const setting = pgTable("setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: moment().notNull(),
  updatedBy: uuid(),
});

/** Points used of a rate limit (table of rate-limiter-flexible; keys are hashed, so no addresses are stored). */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: varchar({ length: 255 }).primaryKey(),
    points: integer().notNull().default(0),
    expire: bigint({ mode: "number" }),
  },
  (t) => [index().on(t.expire)],
);

/** Runs of recurring jobs: proof of retention, and age of the last backup and restore. */
export const jobRun = pgTable(
  "job_run",
  {
    id: id(),
    task: text().notNull(),
    startedAt: moment().notNull(),
    endedAt: moment(),
    outcome: text().notNull(),
    counts: jsonb().notNull(),
  },
  (t) => [index().on(t.task, t.startedAt)],
);

/** Refused and failed saves, counted by hour and cause, without who saved what. */
export const saveFailure = pgTable(
  "save_failure",
  {
    /** Start of the hour. */
    hour: moment().notNull(),
    cause: text().notNull(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.cause] })],
);

/** A problem of the site about which administrators are alerted; one row per cause. */
export const healthAlert = pgTable("health_alert", {
  cause: text().primaryKey(),
  since: moment().notNull(),
  /** When it ended; null while ongoing. */
  endedAt: moment(),
  /** Last mail about it; at most one a day. */
  mailedAt: moment(),
  /** Whether its current occurrence was mailed: then its end is mailed too. */
  isMailed: boolean().notNull(),
});
