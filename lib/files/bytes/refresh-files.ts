import { and, asc, eq, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { jobRun } from "@/db/schema/core";
import { file, fileObject } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { queueJob, SYSTEM, transact } from "@/lib/core/transact";
import { storage } from "@/lib/storage/open";
import { deleteFile } from "../commands/remove-file";
import { isUnused } from "../incoming";
import { FILE_HOURS } from "../model";
import { removeBytes } from "./remove-bytes";
import { removeLeftovers } from "./work-folder";

const BATCH = 100;
const HOUR = 3_600_000;
/** No running job takes as long as this. */
const DEAD = 24 * HOUR;

export const REFRESH_TASK = "tend-files";

/**
 * Cleans up files every hour: deletes abandoned uploads, unused files and old refusals; queues again files
 * waiting without a job to be checked or read; deletes bytes marked for deletion or left by a crash. Returns
 * the counts, which are logged as proof that it ran.
 */
export async function refreshFiles(now: Date = new Date()): Promise<Record<string, number>> {
  const startedAt = new Date();
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR);
  const counts = {
    abandonedUploads: await deleteUnused("uploading", before(FILE_HOURS.unfinished)),
    unusedFiles:
      (await deleteUnused("clean", before(FILE_HOURS.unused))) +
      (await deleteUnused("withheld", before(FILE_HOURS.unused))),
    toldRefusals: await deleteUnused("refused", before(FILE_HOURS.refused)),
    queuedAgain: await queueAgain(before(1)),
    halfWritten: await markHalfWritten(new Date(now.getTime() - DEAD)),
    removedObjects: await removeBytes(),
    removedHalves: await (await storage()).removeHalves(new Date(now.getTime() - DEAD)),
    removedLeftovers: await removeLeftovers(new Date(now.getTime() - DEAD)),
  };
  await transact(SYSTEM, (ctx) => recordRun(ctx, startedAt, counts), { evenReadOnly: true });
  return counts;
}

async function recordRun(ctx: Ctx, startedAt: Date, counts: Record<string, number>): Promise<void> {
  ctx.asSystem("cleaning up files is a duty of the site");
  await ctx.tx
    .insert(jobRun)
    .values({ id: newId(), task: REFRESH_TASK, startedAt, endedAt: new Date(), outcome: "done", counts });
  await ctx.record("retention.applied", { task: REFRESH_TASK, counts });
}

/** Deletes unused files of a state last changed before a moment. */
async function deleteUnused(
  state: "uploading" | "clean" | "withheld" | "refused",
  before: Date,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const ids = await transact(
      SYSTEM,
      async (ctx) => {
        ctx.asSystem("cleaning up files is a duty of the site");
        ctx.skipAudit("each deleted file is recorded");
        const rows = await ctx.tx
          .select({ id: file.id })
          .from(file)
          .where(and(eq(file.state, state), lt(file.touchedAt, before), isUnused(ctx.tx)))
          .orderBy(asc(file.id))
          .limit(BATCH)
          .for("update", { skipLocked: true });
        for (const { id } of rows) await deleteFile(ctx, id);
        return rows.map((row) => row.id);
      },
      { evenReadOnly: true },
    );
    deleted += ids.length;
    if (ids.length < BATCH) return deleted;
  }
}

/** Queues the jobs of waiting files again: jobs give up after some tries, e.g. if the scanner was down for a day. */
async function queueAgain(before: Date): Promise<number> {
  return transact(
    SYSTEM,
    async (ctx) => {
      ctx.asSystem("cleaning up files is a duty of the site");
      ctx.skipAudit("the jobs record what they do to each file");
      const waiting = await ctx.tx
        .select({ fileId: file.id, state: file.state, reading: file.reading })
        .from(file)
        .where(
          sql`(${file.state} = 'quarantined' or (${file.state} = 'clean' and ${file.reading} = 'waiting')
            or (${file.state} = 'clean' and ${file.recognition} = 'waiting'))
            and ${file.touchedAt} < ${before.toISOString()}`,
        )
        .limit(1_000);
      for (const { fileId, state, reading } of waiting) {
        const task =
          state !== "clean" ? "check-file" : reading === "waiting" ? "read-file" : "recognise-file";
        const queue = task === "recognise-file" ? { queue: task } : {};
        await queueJob(ctx.tx, { task, payload: { fileId }, key: `${task}:${fileId}`, ...queue });
      }
      return waiting.length;
    },
    { evenReadOnly: true },
  );
}

/** Objects whose writer crashed: their bytes may exist, so they are marked for deletion. */
async function markHalfWritten(before: Date): Promise<number> {
  const { rowCount } = await db()
    .update(fileObject)
    .set({ state: "doomed" })
    .where(and(eq(fileObject.state, "writing"), lt(fileObject.createdAt, before)));
  return rowCount ?? 0;
}
