import { basename, join } from "node:path";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { db } from "@/db/client";
import { backupTask } from "@/db/schema/backups";
import { SYSTEM, transact } from "@/lib/core/transact";
import { describeError, log } from "@/lib/log";
import { tryBackup } from "./drill";
import { backUpAsked } from "./nightly";
import { BackupProblem, BusyDrill, MissingBackup } from "./problem";
import { backupsFolder, endTask, openBackup } from "./shelf";
import { BEAT_SECONDS, STOPPED_SECONDS, type TaskReason } from "./shelf/model";

/** Makes the backup that an administrator asked for. */
export async function runBackup({ taskId }: { taskId: string }): Promise<void> {
  await runTask(taskId, async () => basename((await backUpAsked(SYSTEM, taskId)).path));
}

/** Restores the backup that an administrator chose, as a test. */
export async function runTryBackup({ taskId }: { taskId: string }): Promise<void> {
  await runTask(taskId, async (name) => {
    const found = name === null ? null : await openBackup(name);
    await found?.handle.close();
    if (name === null || !found) throw new MissingBackup("the backup is not on this machine");
    await tryBackup(SYSTEM, join(backupsFolder(), name));
    return name;
  });
}

/**
 * Runs a task that nobody else runs, with signs of life, and stores how it ended. A failure does not fail the job:
 * it is shown to administrators, who can ask again.
 */
async function runTask(taskId: string, work: (name: string | null) => Promise<string>): Promise<void> {
  const claimed = await claim(taskId);
  if (!claimed) return;
  const beat = setInterval(() => void sendBeat(taskId), BEAT_SECONDS * 1000).unref();
  let reason: TaskReason | null = null;
  let made: string | undefined;
  try {
    made = await work(claimed.name);
  } catch (error) {
    reason = reasonOf(error);
    log().error({ event: "backup.task-failed", reason, ...describeError(error) });
  } finally {
    clearInterval(beat);
  }
  await transact(
    SYSTEM,
    async (ctx) => {
      ctx.asSystem("the end of a task of the site");
      ctx.skipAudit("the task recorded what it did");
      await endTask(ctx, taskId, reason, made);
    },
    { evenReadOnly: true },
  );
}

/** A job that is repeated after its worker was killed finds its task running until the signs of life are old. */
async function claim(taskId: string): Promise<{ name: string | null } | null> {
  const now = new Date();
  const old = new Date(now.getTime() - STOPPED_SECONDS * 1000);
  const [row] = await db()
    .update(backupTask)
    .set({ startedAt: now, beatAt: now })
    .where(
      and(
        eq(backupTask.id, taskId),
        isNull(backupTask.endedAt),
        or(isNull(backupTask.beatAt), lt(backupTask.beatAt, old)),
      ),
    )
    .returning({ name: backupTask.name });
  return row ?? null;
}

async function sendBeat(taskId: string): Promise<void> {
  await db()
    .update(backupTask)
    .set({ beatAt: new Date() })
    .where(and(eq(backupTask.id, taskId), isNull(backupTask.endedAt)))
    .catch((error: unknown) => log().warn({ event: "backup.no-beat", ...describeError(error) }));
}

function reasonOf(error: unknown): TaskReason {
  if (error instanceof BusyDrill) return "busy";
  if (error instanceof BackupProblem) return "refused";
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === "ENOSPC" || code === "EDQUOT") return "space";
  return code === "ENOENT" || error instanceof MissingBackup ? "missing" : "other";
}
