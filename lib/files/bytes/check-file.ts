import { createReadStream } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { file, fileBlock } from "@/db/schema/files";
import { SYSTEM, transact } from "@/lib/core/transact";
import { log } from "@/lib/log";
import { fileSource } from "@/lib/storage/sources";
import { acceptFile, refuseFile } from "../commands/decide-file";
import type { Inspected } from "../exchange";
import { Refused } from "../exchange";
import { askReader, ReaderFailed } from "./child";
import { fetchPieces, sumOf } from "./fetch";
import { hasScanner, scan } from "./scanner";
import { discardObject, storeObject } from "./store";
import { withWorkFolder } from "./work-folder";

/**
 * Checks a complete upload: content against name, what it contains, and virus scan if a scanner is
 * configured. The file becomes clean and is stored, or is refused and its bytes deleted. Run by a job: safe
 * to repeat and to kill. Throws `unavailable` while scanner or store do not respond.
 */
export async function checkFile({ fileId }: { fileId: string }): Promise<void> {
  const [row] = await db()
    .select({ state: file.state, name: file.name, size: file.size })
    .from(file)
    .where(eq(file.id, fileId));
  if (row?.state !== "quarantined") return;
  await withWorkFolder(async (folder) => {
    const path = join(folder, "upload");
    await fetchPieces(fileId, row.size, path);
    await judge({ fileId, name: row.name, path });
  });
}

/** Determines the file's type and risks and records the decision. */
async function judge(given: { fileId: string; name: string; path: string }): Promise<void> {
  const { fileId, name, path } = given;
  const sha256 = await sumOf(path);
  let key: string | undefined;
  try {
    await refuseBlocked(sha256);
    const found = await inspect(path, name);
    if (hasScanner()) await refuseInfected(path);
    key = await storeObject(fileId, "original", await fileSource(path, { isSpent: true }));
    const accepted = { ...found, fileId, key, sha256, isScanned: hasScanner() };
    const isKept = await transact(SYSTEM, (ctx) => acceptFile(ctx, accepted), { evenReadOnly: true });
    if (!isKept) await discardObject(key);
  } catch (error) {
    if (key) await discardObject(key).catch(() => undefined);
    if (!(error instanceof Refused)) throw error;
    const { refusal } = error;
    await transact(SYSTEM, (ctx) => refuseFile(ctx, { fileId, refusal, sha256 }), { evenReadOnly: true });
  }
}

async function refuseBlocked(sha256: string): Promise<void> {
  const [blocked] = await db()
    .select({ sha256: fileBlock.sha256 })
    .from(fileBlock)
    .where(eq(fileBlock.sha256, sha256));
  if (blocked) throw new Refused("blocked");
}

/** Inspects a file in a separate process. Refuses a file on which that fails twice. Throws `Refused`. */
export async function inspect(path: string, name: string): Promise<Inspected> {
  const question = { ask: "inspect", path, name } as const;
  try {
    return await askReader<Inspected>(question);
  } catch (error) {
    if (!(error instanceof ReaderFailed)) throw error;
    log().warn({ event: "file.reader-failed", reason: error.message });
  }
  return askReader<Inspected>(question).catch((error: unknown) => {
    throw error instanceof ReaderFailed ? new Refused("unscannable") : error;
  });
}

async function refuseInfected(path: string): Promise<void> {
  const found = await scan(createReadStream(path));
  if (found === "infected") throw new Refused("infected");
  if (found === "too_large") throw new Refused("unscannable");
}
