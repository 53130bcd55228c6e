import { and, asc, desc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { openDump, openDumpFile } from "@/db/schema/exports";
import { dumpName } from "./make";

/** The dumps that are kept, newest first, with the files that can still be had. */
export async function listDumps(on: Queryable = db()) {
  const [dumps, files] = await Promise.all([
    on
      .select({
        id: openDump.id,
        madeAt: openDump.madeAt,
        sums: openDump.sums,
        signature: openDump.signature,
        publicKey: openDump.publicKey,
      })
      .from(openDump)
      .orderBy(desc(openDump.madeAt), desc(openDump.id)),
    on
      .select({
        dumpId: openDumpFile.dumpId,
        resource: openDumpFile.resource,
        lines: openDumpFile.lines,
        bytes: openDumpFile.bytes,
        sha256: openDumpFile.sha256,
        objectKey: openDumpFile.objectKey,
      })
      .from(openDumpFile)
      .orderBy(asc(openDumpFile.resource)),
  ]);
  return dumps.map((dump) => ({
    ...dump,
    files: files
      .filter((file) => file.dumpId === dump.id && file.objectKey !== null)
      .map(({ resource, lines, bytes, sha256 }) => ({
        ...{ name: dumpName(resource), resource, lines, bytes, sha256 },
        href: `/api/v1/dumps/${dump.id}/${dumpName(resource)}`,
      })),
  }));
}

/** A file of a dump; null when there is none, or its bytes were given up. */
export async function findDumpFile(dumpId: string, name: string, on: Queryable = db()) {
  const resource = name.split(".")[0] ?? "";
  const [found] = await on
    .select({ objectKey: openDumpFile.objectKey, bytes: openDumpFile.bytes, sha256: openDumpFile.sha256 })
    .from(openDumpFile)
    .where(and(eq(openDumpFile.dumpId, dumpId), eq(openDumpFile.resource, resource)));
  return found?.objectKey ? { ...found, objectKey: found.objectKey } : null;
}
