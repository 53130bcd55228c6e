import type { FileTypeName } from "@/lib/files/types/model";
import { Refused } from "../exchange";
import { FOREIGN, holds, MARKUP } from "./signatures";
import type { Window } from "./window";

/*
 * Polyglots: files valid in two formats can evade checks for one of them. Files that a reader of another
 * format would accept (ZIP by its end record, PDF by a header in the first kilobyte, markup by its first
 * tags) are refused, as are bytes after the end of a picture or document.
 */
const ZIP_END = Buffer.from("PK\x05\x06", "latin1");
/** PDF readers search for the header this far. */
const PDF_REACH = 1024;
const BEHIND_PDF = 1024;

/**
 * Throws `Refused` (`polyglot`, or `damaged` if a file has no end) if a file of this type is also valid in
 * another format.
 */
export async function refusePolyglots(type: FileTypeName, window: Window): Promise<void> {
  const { head } = window;
  if (type !== "zip" && endsAsZip(window)) throw new Refused("polyglot");
  const start = head.subarray(0, PDF_REACH).toString("latin1");
  if (type !== "pdf" && start.includes("%PDF-")) throw new Refused("polyglot");
  if (MARKUP.test(start.slice(0, 512))) throw new Refused("polyglot");
  if (type === "pdf") refuseBehindPdf(window);
  if (type === "png") await refuseBehindPng(window);
  if (type === "webp") refuseBehindRiff(window);
  if (type === "jpeg") refuseForeignTail(window, "\xff\xd9");
  if (type === "gif") refuseForeignTail(window, "\x3b");
}

/** Checks whether a ZIP reader would find an archive: its end record ends exactly with the file. */
function endsAsZip({ tail }: Window): boolean {
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

function refuseBehindPdf({ tail }: Window): void {
  const text = tail.toString("latin1");
  const end = text.lastIndexOf("%%EOF");
  if (end < 0) throw new Refused("damaged");
  const behind = text.slice(end + 5);
  if (behind.length > BEHIND_PDF || holds(behind, FOREIGN) || MARKUP.test(behind))
    throw new Refused("polyglot");
}

/**
 * Bytes read at once from a PNG: enough for the headers of many chunks, which are small in progressively
 * saved pictures.
 */
const PNG_BLOCK = 64 * 1024;

/**
 * Refuses bytes after the end of a PNG, which is the chunk IEND. Chunks state their length, so the end is found
 * without decoding. Reading in blocks avoids one read for every twelve bytes of a file made of empty chunks.
 */
async function refuseBehindPng({ size, read }: Window): Promise<void> {
  let block: Buffer = Buffer.alloc(0);
  let start = 0;
  let at = 8;
  while (at + 12 <= size) {
    if (at + 8 > start + block.length) {
      start = at;
      block = await read(at, Math.min(PNG_BLOCK, size - at));
    }
    const length = block.readUInt32BE(at - start);
    const isEnd = block.toString("latin1", at - start + 4, at - start + 8) === "IEND";
    at += 12 + length;
    if (!isEnd) continue;
    if (at === size) return;
    throw new Refused(at < size ? "polyglot" : "damaged");
  }
  throw new Refused("damaged");
}

function refuseBehindRiff({ head, size }: Window): void {
  const declared = head.readUInt32LE(4) + 8;
  if (size < declared) throw new Refused("damaged");
  if (size > declared + 1) throw new Refused("polyglot");
}

/**
 * Refuses a picture whose tail has no end mark (`damaged`) or contains the start of a file of another format. Other
 * bytes after the mark are accepted, since cameras add them.
 */
function refuseForeignTail({ tail }: Window, mark: string): void {
  const text = tail.toString("latin1");
  const end = text.lastIndexOf(mark);
  if (end < 0) throw new Refused("damaged");
  if (holds(text, FOREIGN)) throw new Refused("polyglot");
}
