import { eq, inArray, lt } from "drizzle-orm";
import { backupFile } from "@/db/schema/backups";
import type { Ctx } from "@/lib/core/ctx";

/** What is stored of a backup: the sums of its manifest. */
export type BackupRow = Omit<typeof backupFile.$inferInsert, "triedAt" | "isSound">;

/** Days after which a record is deleted. The file of one that old is on no machine, or would be listed without it. */
const RECORD_DAYS = 90;

/** Stores what a backup contains, in place of one with the same name; records of files long gone are deleted. */
export async function recordBackup(ctx: Ctx, row: BackupRow): Promise<void> {
  const old = new Date(ctx.now.getTime() - RECORD_DAYS * 86_400_000);
  await ctx.tx.delete(backupFile).where(lt(backupFile.madeAt, old));
  const set = { ...row, triedAt: null, isSound: null };
  await ctx.tx.insert(backupFile).values(set).onConflictDoUpdate({ target: backupFile.name, set });
}

/** Stores the result of a test restore. */
export async function recordTried(ctx: Ctx, of: { name: string; isSound: boolean }): Promise<void> {
  await ctx.tx
    .update(backupFile)
    .set({ triedAt: ctx.now, isSound: of.isSound })
    .where(eq(backupFile.name, of.name));
}

/** Forgets backups whose files were deleted. */
export async function forgetBackups(ctx: Ctx, names: readonly string[]): Promise<void> {
  if (names.length > 0) await ctx.tx.delete(backupFile).where(inArray(backupFile.name, [...names]));
}
