import { open } from "node:fs/promises";
import { TEXT_LIMITS, TextPages } from "./limits";

/** Reads a plain text file as one page: UTF-16 if marked, else UTF-8, else Windows-1252. */
export async function readPlain(path: string): Promise<string[]> {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.alloc(TEXT_LIMITS.pageCharacters * 4);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    const texts = new TextPages();
    texts.add(decode(bytes.subarray(0, bytesRead), bytesRead === bytes.length));
    return texts.finish();
  } finally {
    await file.close();
  }
}

export function decode(bytes: Buffer, isCut: boolean): string {
  const mark = bytes.toString("latin1", 0, 2);
  if (mark === "\xff\xfe") return new TextDecoder("utf-16le").decode(bytes);
  if (mark === "\xfe\xff") return new TextDecoder("utf-16be").decode(bytes);
  try {
    // If the file is longer than what was read, the last character may be cut.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
