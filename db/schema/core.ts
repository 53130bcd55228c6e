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

/** The only cache key: a scope's number rises in the transaction of every writer that makes its documents stale. */
export const version = pgTable("version", {
  scope: text().primaryKey(),
  n: bigint({ mode: "number" }).notNull(),
});

/** Who did what, when and from where. Ids only, no prose. Append-only: a trigger refuses changes but the address's removal. */
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
 * The chain over the log: each link's hash covers the one before and its entry, so that nothing in between can be changed
 * or taken out unseen. Written by a job after the entries; append-only by a trigger.
 */
export const auditLink = pgTable(
  "audit_link",
  {
    /** Rises by one. */
    seq: bigint({ mode: "number" }).primaryKey(),
    entryId: uuid().notNull(),
    /** SHA-256 in hex. */
    hash: text().notNull(),
    /** Ed25519 over number and hash, in base64; on the last link of each batch. */
    signature: text(),
  },
  (t) => [uniqueIndex("audit_link_entry_key").on(t.entryId)],
);

/** Settings that administrators change while the product runs: read-only mode, its banner. */
export const setting = pgTable("setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: moment().notNull(),
  updatedBy: uuid(),
});

/** Points spent against a limit (rate-limiter-flexible's table; it keeps no address in clear: keys are hashed). */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: varchar({ length: 255 }).primaryKey(),
    points: integer().notNull().default(0),
    expire: bigint({ mode: "number" }),
  },
  (t) => [index().on(t.expire)],
);

/** What recurring jobs did: the proof that retention ran, and the age of the last backup and restore. */
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

/** Saves that were refused or failed, counted by hour and cause: nothing of who saved what. */
export const saveFailure = pgTable(
  "save_failure",
  {
    /** The beginning of the hour. */
    hour: moment().notNull(),
    cause: text().notNull(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.cause] })],
);

/** A fault of the site that administrators were, or are to be, alerted to; one row for each cause. */
export const healthAlert = pgTable("health_alert", {
  cause: text().primaryKey(),
  since: moment().notNull(),
  /** When it was over; null while it lasts. */
  endedAt: moment(),
  /** The last mail about it: at most one a day. */
  mailedAt: moment(),
  /** Whether this time it was mailed, so that its end is mailed as well. */
  isMailed: boolean().notNull(),
});
