import { readFile } from "node:fs/promises";
import { findMembersByAddress, type MemberOf } from "@/lib/discussions";
import { CommandError } from "./command";

/** Bytes of the file: more than any list of authors has. */
const LIMIT = 8 * 1024 * 1024;

const fold = (text: string) => text.trim().toLocaleLowerCase();

/** Reads a line of two cells, each perhaps in quotation marks. */
function cellsOf(line: string): [string, string] | null {
  const match = /^\s*("(?:[^"]|"")*"|[^",]*)\s*[,;]\s*("(?:[^"]|"")*"|[^",;]*)\s*$/.exec(line);
  if (!match) return null;
  const [first = "", second = ""] = match
    .slice(1)
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
  return [fold(first), fold(second)];
}

/**
 * Reads which member wrote as whom: lines of a name or address there, and the address of a member here. Throws for a line
 * that is none, and for addresses of no member. Without a file, every author is a name only.
 */
export async function readAuthors(path: string | null): Promise<MemberOf> {
  if (path === null) return () => null;
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${path} cannot be read (${error.code})`);
  });
  if (text.length > LIMIT) throw new CommandError(`${path} is too large for a list of authors`);
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const pairs = lines.flatMap((line, n) => {
    if (line.trim() === "") return [];
    const cells = cellsOf(line.slice(0, 1_000));
    if (!cells || cells.includes(""))
      throw new CommandError(
        `line ${n + 1} of ${path} is not a name or address, a comma, and a member's address`,
      );
    return [cells];
  });
  const members = await findMembersByAddress([...new Set(pairs.map(([, address]) => address))]);
  const unknown = pairs.find(([, address]) => !members.has(address));
  if (unknown)
    throw new CommandError(`${path} names ${unknown[1]}, which is the address of no active member`);
  const known = new Map(pairs.map(([there, address]) => [there, members.get(address) ?? ""]));
  // An address says more than a name, which several people can have.
  return ({ name, email }) =>
    known.get(fold(email ?? "")) ?? (email === null ? known.get(fold(name)) : undefined) ?? null;
}
