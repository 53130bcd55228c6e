import { open } from "node:fs/promises";
import { join } from "node:path";
import { type By, transact } from "@/lib/core/transact";
import { fileSource } from "@/lib/storage/sources";
import { savePiece } from "../commands/save-piece";
import { discardObject, storeObject } from "./store";
import { withWorkFolder } from "./work-folder";

/** Size of an upload's pieces: what a crash can lose, and what is buffered on local disk. */
export const PIECE = 8 * 1024 * 1024;

/**
 * Receives bytes of an upload from `start` on. Each eight megabytes, and the rest when the connection breaks,
 * are stored before more is read, so memory use does not depend on the file's size. Returns how much was
 * received in total. Throws errors of the connection, after storing what arrived, and those of `savePiece`.
 */
export async function receiveBytes(
  by: By,
  fileId: string,
  start: number,
  bytes: AsyncIterable<Buffer>,
): Promise<{ received: number; isWhole: boolean }> {
  let at = { received: start, isWhole: false };
  const chunks = bytes[Symbol.asyncIterator]();
  let rest: Buffer | null = null;
  let broken: unknown;
  try {
    for (let isOver = false; !isOver; ) {
      await withWorkFolder(async (folder) => {
        const path = join(folder, "piece");
        const spooled = await spool(path, chunks, rest, (error) => {
          broken = error;
        });
        [rest, isOver] = [spooled.rest, spooled.isOver];
        if (spooled.size > 0) at = await keep(by, fileId, at.received, path);
      });
    }
  } finally {
    await chunks.return?.();
  }
  if (broken !== undefined) throw broken;
  return at;
}

/** Writes incoming bytes to a local file until a piece is complete or the input ends. */
async function spool(
  path: string,
  chunks: AsyncIterator<Buffer>,
  first: Buffer | null,
  onBroken: (error: unknown) => void,
): Promise<{ size: number; rest: Buffer | null; isOver: boolean }> {
  const file = await open(path, "wx", 0o600);
  let size = 0;
  let rest = first;
  try {
    for (;;) {
      if (rest) {
        const part: Buffer = rest.subarray(0, PIECE - size);
        await file.writeFile(part);
        size += part.length;
        rest = part.length < rest.length ? rest.subarray(part.length) : null;
      }
      if (size === PIECE) return { size, rest, isOver: false };
      const next = await chunks.next().catch((error: unknown) => {
        onBroken(error);
        return { done: true as const, value: undefined };
      });
      if (next.done) return { size, rest: null, isOver: true };
      rest = next.value;
    }
  } finally {
    await file.close();
  }
}

async function keep(by: By, fileId: string, start: number, path: string) {
  const source = await fileSource(path, { isSpent: true });
  const key = await storeObject(fileId, "piece", source);
  try {
    return await transact(by, (ctx) => savePiece(ctx, { fileId, key, start, size: source.size }));
  } catch (error) {
    await discardObject(key).catch(() => undefined);
    throw error;
  }
}
