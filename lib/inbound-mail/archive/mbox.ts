import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

/** Where a mail is in an mbox file, after its line "From ". */
export interface Place {
  offset: number;
  length: number;
}

/** Bytes of a line that are looked at. */
const HEAD = 200;
const CHUNK = 1024 * 1024;
/** The line before a mail: "From", who sent it, and a time of the clock. Others are words of a mail. */
const FROM = /^From \S{0,120}.{0,60}\d{1,2}:\d{2}(?::\d{2})?.{0,40}\r?\n?$/;

/** Follows the lines of an mbox file, of which it has seen only the beginning. */
class Lines {
  private head = "";
  private length = 0;
  private at = 0;
  private start: number | null = null;
  private isAfterBlank = true;

  /** Takes a part of a line. Returns the mail that ended before this line, if it is the line before another one. */
  take(part: Buffer, isEnd: boolean): Place | null {
    if (this.head.length < HEAD) this.head += part.toString("latin1", 0, HEAD - this.head.length);
    this.length += part.length;
    if (!isEnd) return null;
    const isFrom = this.isAfterBlank && FROM.test(this.head);
    const ended = isFrom ? this.endAt(this.at) : null;
    this.at += this.length;
    if (isFrom) this.start = this.at;
    this.isAfterBlank = this.length <= 2 && this.head.trim() === "";
    this.head = "";
    this.length = 0;
    return ended;
  }

  /** Returns the last mail. */
  end(): Place | null {
    return this.endAt(this.at + this.length);
  }

  private endAt(at: number): Place | null {
    return this.start === null ? null : { offset: this.start, length: at - this.start };
  }
}

/** Finds the mails of an mbox file without loading it. None in a file that is no mbox. `onBytes` gets all of it. */
export async function* findMails(path: string, onBytes?: (bytes: Buffer) => void): AsyncGenerator<Place> {
  const lines = new Lines();
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    onBytes?.(chunk);
    let from = 0;
    while (from < chunk.length) {
      const newLine = chunk.indexOf(10, from);
      const to = newLine === -1 ? chunk.length : newLine + 1;
      const ended = lines.take(chunk.subarray(from, to), newLine !== -1);
      if (ended) yield ended;
      from = to;
    }
  }
  const last = lines.end();
  if (last) yield last;
}

/** Reads places of a file, for as long as `work` runs. */
export async function withReader<T>(
  path: string,
  work: (read: (place: Place) => Promise<Buffer>) => Promise<T>,
): Promise<T> {
  const file = await open(path, "r");
  try {
    return await work(async ({ offset, length }) => {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}
