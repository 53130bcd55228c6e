import { and, asc, desc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { openDump, openDumpFile } from "@/db/schema/exports";
import { dumpName } from "./make";
import type { ProofFile } from "./model";

/** Lists stored dumps, newest first, with the files that still exist. */
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
        name: dumpName(resource),
        resource,
        lines,
        bytes,
        sha256,
        href: `/api/v1/dumps/${dump.id}/${dumpName(resource)}`,
      })),
  }));
}

/** Finds a file of a dump; null if unknown, or if its bytes were deleted. */
export async function findDumpFile(dumpId: string, name: string, on: Queryable = db()) {
  const id = await idOf(dumpId, on);
  const resource = name.split(".")[0] ?? "";
  if (id === undefined) return null;
  const [found] = await on
    .select({ objectKey: openDumpFile.objectKey, bytes: openDumpFile.bytes, sha256: openDumpFile.sha256 })
    .from(openDumpFile)
    .where(and(eq(openDumpFile.dumpId, id), eq(openDumpFile.resource, resource)));
  return found?.objectKey ? { ...found, objectKey: found.objectKey } : null;
}

/** Returns one of the files for verifying a dump, as bytes; null for an unknown dump. */
export async function findDumpProof(
  dumpId: string,
  name: ProofFile,
  on: Queryable = db(),
): Promise<Buffer | null> {
  const id = await idOf(dumpId, on);
  if (id === undefined) return null;
  const [dump] = await on
    .select({ sums: openDump.sums, signature: openDump.signature, publicKey: openDump.publicKey })
    .from(openDump)
    .where(eq(openDump.id, id));
  if (!dump) return null;
  if (name === "SHA256SUMS.sig") return Buffer.from(dump.signature, "base64");
  return Buffer.from(name === "SHA256SUMS" ? dump.sums : dump.publicKey);
}

async function idOf(dumpId: string, on: Queryable): Promise<string | undefined> {
  if (dumpId !== "latest") return dumpId;
  const [newest] = await on
    .select({ id: openDump.id })
    .from(openDump)
    .orderBy(desc(openDump.madeAt), desc(openDump.id))
    .limit(1);
  return newest?.id;
}
