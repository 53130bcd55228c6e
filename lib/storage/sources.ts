import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Source, Store } from "./store";

/**
 * Creates a source from a local file. `isSpent`: no longer needed afterwards, so a store on the same disk may
 * move it.
 */
export async function fileSource(path: string, { isSpent = false } = {}): Promise<Source> {
  const { size } = await stat(path);
  return {
    size,
    // An empty file has no last byte to address.
    open: (from = 0, to = size - 1) =>
      size === 0 ? Readable.from([]) : createReadStream(path, { start: from, end: to }),
    ...(isSpent ? { path } : {}),
  };
}

/** Creates a source from bytes in memory. */
export function bytesSource(bytes: Buffer): Source {
  return {
    size: bytes.length,
    open: (from = 0, to = bytes.length - 1) => Readable.from([bytes.subarray(from, to + 1)]),
  };
}

/** Creates a source from an object of another store. */
export function objectSource(store: Store, key: string, size: number): Source {
  return { size, open: (from, to) => store.get(key, from, to) };
}
