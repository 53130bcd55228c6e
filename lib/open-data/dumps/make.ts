import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { openDump, openDumpFile } from "@/db/schema/exports";
import { fileObject } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { queueJob, SYSTEM, transact } from "@/lib/core/transact";
import { discardObject, storeObject, withWorkFolder } from "@/lib/files/bytes";
import { countProfiles } from "@/lib/profiles/reading";
import { publicKeyOf, signText } from "@/lib/signature";
import { fileSource } from "@/lib/storage/sources";
import { RESOURCES, type ResourceName } from "@/lib/vocabulary/open-lists";
import { everyRow, type Lists } from "../resources";

/** Most stored dumps; each new one deletes the oldest above this number. */
export const KEPT_DUMPS = 4;

interface MadeFile {
  resource: ResourceName;
  lines: number;
  bytes: number;
  sha256: string;
  objectKey: string;
}

export const dumpName = (resource: string) => `${resource}.jsonl.gz`;

/**
 * Makes a dump of all public data as of one moment (the job). Writes row by row, so that memory does not grow
 * with the data. Deletes surplus older dumps.
 */
async function makeDump(lists: Lists, now: Date): Promise<void> {
  const dumpId = newId(now.getTime());
  const made: MadeFile[] = [];
  try {
    await withWorkFolder(async (folder) => {
      const written = await db().transaction(
        async (tx) => {
          const files: Written[] = [];
          for (const resource of RESOURCES)
            files.push(await writeFile(tx, folder, { resource, list: lists[resource] }));
          return files;
        },
        { isolationLevel: "repeatable read", accessMode: "read only" },
      );
      for (const { path, ...file } of written) {
        const objectKey = await storeObject(dumpId, "export", await fileSource(path, { isSpent: true }));
        made.push({ ...file, objectKey });
      }
    });
    await transact(SYSTEM, (ctx) => recordDump(ctx, dumpId, made), { evenReadOnly: true, now });
  } catch (error) {
    for (const { objectKey } of made) await discardObject(objectKey).catch(() => undefined);
    throw error;
  }
}

/** Makes a dump if there is none or the newest one has deleted files; does nothing if it is complete. */
async function remakeDump(lists: Lists): Promise<void> {
  const [newest] = await db()
    .select({ id: openDump.id })
    .from(openDump)
    .orderBy(desc(openDump.madeAt), desc(openDump.id))
    .limit(1);
  if (!newest) return makeDump(lists, new Date());
  const gone = and(eq(openDumpFile.dumpId, newest.id), isNull(openDumpFile.objectKey));
  if ((await db().$count(openDumpFile, gone)) > 0) await makeDump(lists, new Date());
}

/** Returns the job that makes a dump of all lists. */
export const makeDumpOf =
  (lists: Lists) =>
  (now: Date = new Date()): Promise<void> =>
    makeDump(lists, now);
export const remakeDumpOf = (lists: Lists) => (): Promise<void> => remakeDump(lists);

/**
 * Queues the first dump of a site that has profiles and no dump, so that nobody waits for the first Sunday.
 * Called after seeding and at each start; its own queue runs the job once.
 */
export async function queueFirstDump(): Promise<void> {
  if ((await db().$count(openDump)) > 0 || (await countProfiles()) === 0) return;
  await db().transaction((tx) =>
    queueJob(tx, { task: "remake-dump", payload: {}, key: "first-dump", queue: "dumps" }),
  );
}

interface Written extends Omit<MadeFile, "objectKey"> {
  path: string;
}

async function writeFile(
  on: Queryable,
  folder: string,
  { resource, list }: { resource: ResourceName; list: Lists[ResourceName] },
): Promise<Written> {
  const path = join(folder, dumpName(resource));
  const hash = createHash("sha256");
  let lines = 0;
  async function* text() {
    for await (const row of everyRow(list, on)) {
      lines += 1;
      yield `${JSON.stringify(row)}\n`;
    }
  }
  const summing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(text()), createGzip(), summing, createWriteStream(path, { mode: 0o600 }));
  return { resource, path, lines, bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}

async function recordDump(ctx: Ctx, dumpId: string, made: readonly MadeFile[]): Promise<void> {
  ctx.asSystem("public data is dumped by the clock");
  const sums = made.map(({ sha256, resource }) => `${sha256}  ${dumpName(resource)}\n`).join("");
  await ctx.tx.insert(openDump).values({
    id: dumpId,
    madeAt: ctx.now,
    sums,
    signature: signText("dumps", sums),
    publicKey: publicKeyOf("dumps"),
  });
  await ctx.tx.insert(openDumpFile).values(made.map((file) => ({ dumpId, ...file })));
  await ctx.tx
    .update(fileObject)
    .set({ state: "kept" })
    .where(
      inArray(
        fileObject.key,
        made.map(({ objectKey }) => objectKey),
      ),
    );
  const gone = await removeOldDumps(ctx);
  await ctx.record("dump.made", {
    dumpId,
    lines: made.reduce((sum, { lines }) => sum + lines, 0),
    bytes: made.reduce((sum, { bytes }) => sum + bytes, 0),
    gone,
  });
}

async function removeOldDumps({ tx }: Pick<Ctx, "tx">): Promise<number> {
  const rows = await tx.select({ id: openDump.id }).from(openDump).orderBy(openDump.madeAt, openDump.id);
  const old = rows.slice(0, Math.max(0, rows.length - KEPT_DUMPS)).map(({ id }) => id);
  for (const id of old) {
    await tx.update(fileObject).set({ state: "doomed" }).where(eq(fileObject.fileId, id));
    await tx.delete(openDump).where(eq(openDump.id, id));
  }
  return old.length;
}
