import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

/** A backup in the folder of one of the machines, as its manifest describes it. Deleted with its file. */
export const backupFile = pgTable(
  "backup_file",
  {
    /** Name of the file: nightly ones are named by their day. */
    name: text().primaryKey(),
    madeAt: moment().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    /** Version of the product that made it. */
    product: text().notNull(),
    tables: integer().notNull(),
    rows: bigint({ mode: "number" }).notNull(),
    /** Files in it; null if they are in an object store, which is not in backups. */
    files: integer(),
    isEncrypted: boolean().notNull(),
    /** The task that made it; null for one of the clock. */
    taskId: uuid(),
    /** The last test restore; null if there was none. */
    triedAt: moment(),
    isSound: boolean(),
  },
  (t) => [index().on(t.madeAt)],
);

export const BACKUP_TASK_KINDS = ["make", "try"] as const;
export type BackupTaskKind = (typeof BACKUP_TASK_KINDS)[number];

/**
 * A backup or test restore that an administrator asked for; who did is in the log. At most one of a kind is open.
 * The worker renews `beatAt` while it works, so a task of a killed worker is known by its age.
 */
export const backupTask = pgTable(
  "backup_task",
  {
    id: id(),
    kind: text().$type<BackupTaskKind>().notNull(),
    /** The backup to restore, or the one that was made. */
    name: text(),
    askedAt: moment().notNull(),
    startedAt: moment(),
    beatAt: moment(),
    endedAt: moment(),
    /** Null while open and if all went well; else why it failed. */
    reason: text(),
  },
  (t) => [
    uniqueIndex("backup_task_open").on(t.kind).where(sql`${t.endedAt} is null`),
    index().on(t.askedAt),
    check("backup_task_kind", sql`${t.kind} in ('make','try')`),
  ],
);
