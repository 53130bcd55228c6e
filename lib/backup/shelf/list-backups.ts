import { and, desc, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type BackupTaskKind, backupFile, backupTask } from "@/db/schema/backups";
import { auditEntry, setting } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";
import { KEY_SETTING } from "./ask";
import { listFolder } from "./folder";
import { isAsked, type TaskReason, type TaskState, taskState } from "./model";

/** A backup as the page lists it. */
export interface BackupLine {
  name: string;
  madeAt: Date;
  bytes: number;
  isEncrypted: boolean;
  /** What it contains; null for one that this version did not record. `files`: null if they are in a store. */
  holds: { tables: number; rows: number; files: number | null; product: string } | null;
  /** Who asked for it; null for the clock, "" for a former member. */
  maker: string | null;
  tried: { at: Date; isSound: boolean } | null;
  /** The file of this name on the machine that answers. `other`: its size differs, e.g. because it was cut off. */
  file: "here" | "other" | "none";
}

/** The newest task of a kind. */
export interface TaskLine {
  state: TaskState;
  reason: TaskReason | null;
  name: string | null;
  askedAt: Date;
  endedAt: Date | null;
  /** Who asked; "" for a former member. */
  asker: string;
}

export interface Shelf {
  backups: BackupLine[];
  tasks: Record<BackupTaskKind, TaskLine | null>;
  /** Whether new backups are encrypted, and whether an administrator says that the key is kept elsewhere too. */
  isEncrypted: boolean;
  isKeyElsewhere: boolean;
}

const SHOWN = 60;

/** Lists the backups of this machine and those recorded by others, newest first. For administrators. */
export async function findShelf(actor: Actor, now: Date = new Date()): Promise<Shelf> {
  if (!can(actor, "backup.manage")) throw new DomainError("forbidden", "backup_manage");
  const [rows, here, tasks, [key]] = await Promise.all([
    readRows(),
    listFolder(),
    readTasks(),
    db().select({ value: setting.value }).from(setting).where(eq(setting.key, KEY_SETTING)),
  ]);
  const ids = [...rows.map(({ taskId }) => taskId), ...tasks.map(({ id }) => id)];
  const askers = await findAskers(ids.filter((id) => id !== null));
  const newest = (kind: BackupTaskKind): TaskLine | null => {
    const task = tasks.find((one) => one.kind === kind);
    if (!task) return null;
    const { name, askedAt, endedAt } = task;
    return { ...taskState(task, now), name, askedAt, endedAt, asker: askers.get(task.id) ?? "" };
  };
  return {
    backups: [...recorded(rows, here, askers), ...unrecorded(rows, here)]
      .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
      .slice(0, SHOWN),
    tasks: { make: newest("make"), try: newest("try") },
    isEncrypted: env().OCTOPUS_BACKUP_PASSPHRASE !== undefined,
    isKeyElsewhere: (key?.value as { mark?: unknown } | undefined)?.mark === "elsewhere",
  };
}

function readRows() {
  return db()
    .select({
      name: backupFile.name,
      madeAt: backupFile.madeAt,
      bytes: backupFile.bytes,
      product: backupFile.product,
      tables: backupFile.tables,
      rows: backupFile.rows,
      files: backupFile.files,
      isEncrypted: backupFile.isEncrypted,
      taskId: backupFile.taskId,
      triedAt: backupFile.triedAt,
      isSound: backupFile.isSound,
    })
    .from(backupFile)
    .orderBy(desc(backupFile.madeAt), desc(backupFile.name))
    .limit(SHOWN);
}

/** Reads the newest task of each kind. */
function readTasks() {
  return db()
    .selectDistinctOn([backupTask.kind], {
      id: backupTask.id,
      kind: backupTask.kind,
      name: backupTask.name,
      askedAt: backupTask.askedAt,
      beatAt: backupTask.beatAt,
      endedAt: backupTask.endedAt,
      reason: backupTask.reason,
    })
    .from(backupTask)
    .orderBy(backupTask.kind, desc(backupTask.askedAt), desc(backupTask.id));
}

type Rows = Awaited<ReturnType<typeof readRows>>;
type Here = Awaited<ReturnType<typeof listFolder>>;

function recorded(rows: Rows, here: Here, askers: ReadonlyMap<string, string>): BackupLine[] {
  return rows.map((row) => ({
    name: row.name,
    madeAt: row.madeAt,
    bytes: row.bytes,
    isEncrypted: row.isEncrypted,
    holds: { tables: row.tables, rows: row.rows, files: row.files, product: row.product },
    maker: row.taskId === null ? null : (askers.get(row.taskId) ?? ""),
    tried: row.triedAt ? { at: row.triedAt, isSound: row.isSound === true } : null,
    file: fileOf(here.get(row.name)?.bytes, row.bytes),
  }));
}

function fileOf(found: number | undefined, bytes: number): BackupLine["file"] {
  if (found === undefined) return "none";
  return found === bytes ? "here" : "other";
}

/** Files of older versions, and of another machine's backup with the same name. */
function unrecorded(rows: Rows, here: Here): BackupLine[] {
  const known = new Set(rows.map(({ name }) => name));
  return [...here]
    .filter(([name]) => !known.has(name))
    .map(([name, { bytes, changedAt }]) => ({
      name,
      madeAt: changedAt,
      bytes,
      isEncrypted: !name.endsWith(".gz"),
      holds: null,
      maker: isAsked(name) ? "" : null,
      tried: null,
      file: "here",
    }));
}

/** Names of those who asked for tasks, from the log. */
async function findAskers(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db()
    .select({ id: auditEntry.subject, name: member.displayName })
    .from(auditEntry)
    .innerJoin(member, and(eq(member.id, auditEntry.actorId), eq(member.state, "active")))
    .where(
      and(
        inArray(auditEntry.subject, [...ids]),
        inArray(auditEntry.fact, ["backup.asked", "backup.try-asked"]),
      ),
    );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
