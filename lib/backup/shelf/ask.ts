import { and, eq, isNull, lt } from "drizzle-orm";
import { type BackupTaskKind, backupTask } from "@/db/schema/backups";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { writeSetting } from "@/lib/site-settings";
import { isStopped, type MarkKey, type OfBackup } from "./model";

/** Key of the setting that says that the passphrase is also kept elsewhere. */
export const KEY_SETTING = "backup-key";
/** Days for which ended tasks are listed. */
const TASK_DAYS = 90;

/** Asks for a backup. If one is being made already, that one is enough. */
export async function askBackup(ctx: Ctx): Promise<void> {
  ctx.authorize("backup.manage");
  const taskId = await begin(ctx, "make", null);
  if (taskId) await ctx.record("backup.asked", { jobId: taskId });
}

/** Asks for a test restore of a backup. Throws `conflict` (`backup_trying`) if another one is being restored. */
export async function askTryBackup(ctx: Ctx, { name }: OfBackup): Promise<void> {
  ctx.authorize("backup.manage");
  const taskId = await begin(ctx, "try", name);
  if (taskId) await ctx.record("backup.try-asked", { jobId: taskId, name });
}

/** Opens a task; null if the same one is open already. */
async function begin(ctx: Ctx, kind: BackupTaskKind, name: string | null): Promise<string | null> {
  const open = await findOpen(ctx, kind);
  if (open && !isStopped(open, ctx.now)) return isSame(ctx, open.name, name);
  if (open) await endTask(ctx, open.id, "stopped");
  await ctx.tx.delete(backupTask).where(lt(backupTask.endedAt, daysAgo(ctx.now)));
  const id = newId(ctx.now.getTime());
  const made = await ctx.tx
    .insert(backupTask)
    .values({ id, kind, name, askedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: backupTask.id });
  if (made.length > 0) return id;
  // Another administrator asked at the same moment.
  const first = await findOpen(ctx, kind);
  return isSame(ctx, first?.name ?? null, name);
}

/** Finds the open task of a kind, and locks it. */
async function findOpen(ctx: Ctx, kind: BackupTaskKind) {
  const [open] = await ctx.tx
    .select({
      id: backupTask.id,
      name: backupTask.name,
      askedAt: backupTask.askedAt,
      beatAt: backupTask.beatAt,
      endedAt: backupTask.endedAt,
      reason: backupTask.reason,
    })
    .from(backupTask)
    .where(and(eq(backupTask.kind, kind), isNull(backupTask.endedAt)))
    .for("update");
  return open;
}

function isSame(ctx: Ctx, open: string | null, wanted: string | null): null {
  if (open !== wanted) throw new DomainError("conflict", "backup_trying");
  ctx.skipAudit("the same task is open already");
  return null;
}

/** Ends a task; `reason`: why it failed, null if it did not. */
export async function endTask(ctx: Ctx, id: string, reason: string | null, name?: string): Promise<void> {
  await ctx.tx
    .update(backupTask)
    .set({ endedAt: ctx.now, reason, ...(name === undefined ? {} : { name }) })
    .where(and(eq(backupTask.id, id), isNull(backupTask.endedAt)));
}

/** Notes whether the passphrase and the secret are also kept elsewhere than on the server. */
export async function markKeyCopy(ctx: Ctx, { mark }: MarkKey): Promise<void> {
  ctx.authorize("backup.manage");
  await writeSetting(ctx, KEY_SETTING, { mark });
  await ctx.record("backup.key-marked", { key: KEY_SETTING, mark });
}

/** Records that a backup of this machine, or a part of it from the byte `from`, is about to be sent. */
export async function recordDownload(ctx: Ctx, of: { name: string; from: number }): Promise<void> {
  ctx.authorize("backup.manage");
  await ctx.record("backup.downloaded", { key: of.name, from: of.from });
}

function daysAgo(now: Date): Date {
  return new Date(now.getTime() - TASK_DAYS * 86_400_000);
}
