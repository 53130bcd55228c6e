import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Source, Store } from "./store";

/** A file of this machine. `isSpent`: nobody needs it afterwards, so a store on the same disk may take it. */
export async function fileSource(path: string, { isSpent = false } = {}): Promise<Source> {
  const { size } = await stat(path);
  return {
    size,
    // Without bytes there is no last one to name.
    open: (from = 0, to = size - 1) =>
      size === 0 ? Readable.from([]) : createReadStream(path, { start: from, end: to }),
    ...(isSpent ? { path } : {}),
  };
}

/** Bytes in memory. */
export function bytesSource(bytes: Buffer): Source {
  return {
    size: bytes.length,
    open: (from = 0, to = bytes.length - 1) => Readable.from([bytes.subarray(from, to + 1)]),
  };
}

/** An object of another store. */
export function objectSource(store: Store, key: string, size: number): Source {
  return { size, open: (from, to) => store.get(key, from, to) };
}
