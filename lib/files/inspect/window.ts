import { type FileHandle, open } from "node:fs/promises";

/** Beginning and end of a file, and access to any range. */
export interface Window {
  size: number;
  /** At most 4 KiB. */
  head: Buffer;
  /** At most the maximum size of a ZIP end record, 65,557 bytes. */
  tail: Buffer;
  /** Reads `length` bytes from `start`; fewer at the end of the file. */
  read(start: number, length: number): Promise<Buffer>;
}

export const TAIL = 65_535 + 22;
const HEAD = 4096;

/** Opens a file while `look` runs. */
export async function withWindow<T>(path: string, look: (window: Window) => Promise<T>): Promise<T> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const read = (start: number, length: number) => readAt(file, start, length);
    const head = await read(0, HEAD);
    const tail = await read(Math.max(0, size - TAIL), TAIL);
    return await look({ size, head, tail, read });
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
