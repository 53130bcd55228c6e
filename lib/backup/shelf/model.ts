import { z } from "zod";
import { LATE_MINUTES } from "@/lib/core/waiting";

/** Nightly backups and those that an administrator asked for; each is kept for its number of newer ones. */
export const KEPT = 14;
export const KEPT_ASKED = 5;

/** `.enc`: encrypted ones from before the age format. */
const NIGHTLY = /^\d{4}-\d\d-\d\d\.tar\.gz(?:\.age|\.enc)?$/;
const ASKED = /^\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz(?:\.age)?$/;

/** Checks whether a file in the folder is a nightly backup. */
export const isNightly = (name: string) => NIGHTLY.test(name);
/** Checks whether it was asked for by an administrator. */
export const isAsked = (name: string) => ASKED.test(name);

/** Name of a backup in the folder, and nothing else: it becomes part of a path. */
export const BackupName = z
  .string()
  .max(40)
  .refine((name) => isNightly(name) || isAsked(name), "choose");

/** Builds the name of a backup that is made at a moment, not in place of another. */
export function askedName(at: Date, isEncrypted: boolean): string {
  const moment = at.toISOString().slice(0, 19).replaceAll(":", "");
  return `${moment}Z.tar.gz${isEncrypted ? ".age" : ""}`;
}

export const OfBackup = z.object({ name: BackupName });
export type OfBackup = z.infer<typeof OfBackup>;

/** A backup now: no input. */
export const AskBackup = z.object({});

/** Commands by which an operator lists what a backup contains, and restores one. */
export const BACKUP_COMMANDS = {
  openEncrypted: "age -d BACKUP.tar.gz.age | tar -tz",
  open: "tar -tzf BACKUP.tar.gz",
  restore: "npm run octopus -- restore BACKUP",
} as const;

/** Whether a copy of the passphrase and the secret exists elsewhere, as an administrator says. */
export const MarkKey = z.object({ mark: z.enum(["elsewhere", "none"], "choose") });
export type MarkKey = z.infer<typeof MarkKey>;

/** Why a task failed. `stopped`: its worker ended before it was done. */
export const TASK_REASONS = ["space", "missing", "busy", "refused", "stopped", "other"] as const;
export type TaskReason = (typeof TASK_REASONS)[number];

/** A task as the page shows it. `late`: no worker has begun it for minutes. */
export type TaskState = "waiting" | "late" | "running" | "done" | "failed";

/** Seconds between two signs of life of a task, and after which one without them counts as stopped. */
export const BEAT_SECONDS = 15;
export const STOPPED_SECONDS = 120;
/** Minutes after which a task that no worker began can be asked for again. */
const LOST_MINUTES = 60;

interface Clock {
  askedAt: Date;
  beatAt: Date | null;
  endedAt: Date | null;
  reason: string | null;
}

/** Checks whether an open task will not end by itself: its worker was killed, or its job was removed. */
export function isStopped({ askedAt, beatAt, endedAt }: Clock, now: Date): boolean {
  if (endedAt) return false;
  const since = (at: Date) => (now.getTime() - at.getTime()) / 1000;
  return beatAt ? since(beatAt) > STOPPED_SECONDS : since(askedAt) > LOST_MINUTES * 60;
}

/** Computes the state of a task at a moment, with the reason if it failed. */
export function taskState(task: Clock, now: Date): { state: TaskState; reason: TaskReason | null } {
  const reason = TASK_REASONS.find((one) => one === task.reason) ?? null;
  if (task.endedAt) return reason ? { state: "failed", reason } : { state: "done", reason: null };
  if (isStopped(task, now)) return { state: "failed", reason: "stopped" };
  if (task.beatAt) return { state: "running", reason: null };
  const isLate = now.getTime() - task.askedAt.getTime() > LATE_MINUTES * 60_000;
  return { state: isLate ? "late" : "waiting", reason: null };
}
