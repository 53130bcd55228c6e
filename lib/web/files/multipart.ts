import { DomainError } from "@/lib/core/errors";

/** A part of a form, in order of arrival. A file's bytes must be read or skipped before the next part. */
export type Part =
  | { kind: "field"; name: string; value: string }
  | { kind: "file"; name: string; filename: string; bytes: AsyncIterable<Buffer> };

const MOST_HEAD = 8 * 1024;
/** Bytes of a field: the longest text of a comment, in any script. */
const MOST_FIELD = 64 * 1024;
const MOST_PARTS = 200;

/**
 * Reads a form with files as browsers send it (RFC 7578), part by part; memory holds one chunk. Throws
 * `unsupported` (`form`) for other bodies, `too_large` (`form`) for more than any form has.
 */
export async function* readParts(
  contentType: string | undefined,
  body: AsyncIterable<Buffer>,
): AsyncGenerator<Part> {
  const boundary = boundaryOf(contentType);
  const reader = new Reader(body);
  // The first boundary has no line end before it; adding one makes all alike.
  reader.push(Buffer.from("\r\n"));
  await reader.skipTo(Buffer.from(`\r\n--${boundary}`));
  const mark = Buffer.from(`\r\n--${boundary}`);
  for (let count = 0; ; count += 1) {
    const next = await reader.take(2);
    if (next.toString("latin1") === "--") return;
    if (next.toString("latin1") !== "\r\n") throw notAForm();
    if (count === MOST_PARTS) throw new DomainError("too_large", "form");
    const head = parseHead(await reader.takeTo(Buffer.from("\r\n\r\n"), MOST_HEAD));
    if (head.filename === undefined) {
      const value = await reader.takeTo(mark, MOST_FIELD);
      yield { kind: "field", name: head.name, value: value.toString("utf8").replaceAll("\0", "") };
      continue;
    }
    const bytes = reader.stream(mark);
    yield { kind: "file", name: head.name, filename: head.filename, bytes };
    // Skips what the caller left unread.
    for await (const _ of bytes);
  }
}

function boundaryOf(contentType: string | undefined): string {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? "",
  );
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) throw notAForm();
  return boundary;
}

function parseHead(head: Buffer): { name: string; filename: string | undefined } {
  const line = head
    .toString("utf8")
    .split("\r\n")
    .find((one) => /^content-disposition\s*:\s*form-data\s*;/i.test(one));
  const name = parameter(line, "name");
  if (name === undefined) throw notAForm();
  return { name, filename: parameter(line, "filename") };
}

/** Browsers write quotation marks in names as %22, and line ends as %0D and %0A. */
function parameter(line: string | undefined, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}="([^"]*)"`, "i").exec(line ?? "");
  return found?.[1]?.replaceAll(/%(22|0D|0A)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const notAForm = () => new DomainError("unsupported", "form");

/** Searches the input for marks; holds at most one chunk plus the length of a mark. */
class Reader {
  private kept: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(body: AsyncIterable<Buffer>) {
    this.chunks = body[Symbol.asyncIterator]();
  }

  push(bytes: Buffer): void {
    this.kept = Buffer.concat([bytes, this.kept]);
  }

  private async more(): Promise<void> {
    const next = await this.chunks.next();
    if (next.done) throw notAForm();
    this.kept = this.kept.length === 0 ? next.value : Buffer.concat([this.kept, next.value]);
  }

  async take(length: number): Promise<Buffer> {
    while (this.kept.length < length) await this.more();
    const taken = this.kept.subarray(0, length);
    this.kept = this.kept.subarray(length);
    return taken;
  }

  /** Returns everything before a mark, and consumes the mark. */
  async takeTo(mark: Buffer, most: number): Promise<Buffer> {
    for (;;) {
      const at = this.kept.indexOf(mark);
      if (at >= 0) {
        const taken = this.kept.subarray(0, at);
        this.kept = this.kept.subarray(at + mark.length);
        if (taken.length > most) throw new DomainError("too_large", "form");
        return taken;
      }
      if (this.kept.length > most + mark.length) throw new DomainError("too_large", "form");
      await this.more();
    }
  }

  async skipTo(mark: Buffer): Promise<void> {
    for await (const _ of this.stream(mark));
  }

  /** Streams the bytes before a mark, and consumes the mark. Empty when read again. */
  async *stream(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.kept.indexOf(mark);
      const end = at >= 0 ? at : Math.max(0, this.kept.length - mark.length + 1);
      const ready = this.kept.subarray(0, end);
      this.kept = this.kept.subarray(at >= 0 ? at + mark.length : end);
      if (ready.length > 0) yield ready;
      if (at >= 0) return;
      await this.more();
    }
  }
}
