import type { FileTypeName } from "@/lib/files/types/model";
import { Refused } from "../exchange";
import { FOREIGN, holds, MARKUP } from "./signatures";
import type { Window } from "./window";

/*
 * A file that is two things at once gets past whoever looks at one of them. What a reader of another format would
 * accept (a ZIP archive by its end, a PDF by a head within the first kilobyte, markup by its first tags) is refused in
 * all others, and so is what stands behind the end of a picture or document.
 */
const ZIP_END = Buffer.from("PK\x05\x06", "latin1");
/** Readers of PDF look for its head this far. */
const PDF_REACH = 1024;
const BEHIND_PDF = 1024;

/** Throws `Refused` (`polyglot`, or `damaged` where a file has no end) when a file of this type could be another too. */
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

/** Whether a reader of ZIP archives would find one: its end record closes the file exactly. */
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

/** A block of a PNG: it holds the heads of many chunks, which are small in a picture that is sent by pieces. */
const PNG_BLOCK = 64 * 1024;

/**
 * A PNG ends with its chunk IEND; each chunk says its length, so the end is found without decoding. Read in blocks: a
 * file of nothing but empty chunks would otherwise be a request to the store for each twelve bytes.
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
  const told = head.readUInt32LE(4) + 8;
  if (size < told) throw new Refused("damaged");
  if (size > told + 1) throw new Refused("polyglot");
}

/** Behind the last end mark, and in front of it where it is not the end of the file, nothing foreign may stand. */
function refuseForeignTail({ tail }: Window, mark: string): void {
  const text = tail.toString("latin1");
  const end = text.lastIndexOf(mark);
  if (end < 0) throw new Refused("damaged");
  if (holds(text, FOREIGN)) throw new Refused("polyglot");
}
