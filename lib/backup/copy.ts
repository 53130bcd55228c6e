import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { type Client, escapeIdentifier } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { Table } from "./catalogue";

/** Rows are stored in parts of about this many bytes, because an archive entry states its size before its content. */
const PART = 512 * 1024;
const NEWLINE = 0x0a;

/** Number of rows, and the SHA-256 of them all. */
export interface Sum {
  rows: number;
  sha256: string;
}

/** Counts and hashes rows in passing. COPY escapes line breaks, so a line is a row. */
export function summing(): { look(chunk: Buffer): void; result(): Sum } {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    look(chunk) {
      hash.update(chunk);
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
    },
    result: () => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** Builds the query that reads a whole table in the order of its key. */
export function readTable(table: Table, schema = "public"): string {
  const columns = table.columns.map(escapeIdentifier).join(", ");
  return `select ${columns} from ${escapeIdentifier(schema)}.${escapeIdentifier(table.name)} order by ${table.order}`;
}

/**
 * Reads a query's rows in COPY format and passes them on in parts of whole rows, one after another. Returns
 * number and checksum.
 */
export async function copyOut(
  client: Client,
  query: string,
  take: (part: Buffer) => Promise<void> = async () => undefined,
): Promise<Sum> {
  const { look, result } = summing();
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of client.query(copyTo(`copy (${query}) to stdout`)) as AsyncIterable<Buffer>) {
    look(chunk);
    waiting.push(chunk);
    length += chunk.length;
    if (length < PART) continue;
    const all = Buffer.concat(waiting);
    const end = all.lastIndexOf(NEWLINE) + 1;
    if (end > 0) await take(all.subarray(0, end));
    waiting = [all.subarray(end)];
    length = all.length - end;
  }
  if (length > 0) await take(Buffer.concat(waiting));
  return result();
}

/** Inserts rows from `copyOut` into a table. `into`: its name as SQL, quoted if needed. */
export async function copyIn(
  client: Client,
  into: string,
  columns: readonly string[],
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const target = `${into} (${columns.map(escapeIdentifier).join(", ")})`;
  await pipeline(rows, client.query(copyFrom(`copy ${target} from stdin`)));
}
