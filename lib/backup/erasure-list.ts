import { createReadStream } from "node:fs";
import { appendFile, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { env } from "@/lib/env";
import { listErasures } from "@/lib/members";
import { BackupProblem } from "./problem";

export interface Erasure {
  memberId: string;
  at: Date;
}

const LINE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;

/** Matches the beginning of a line that a crash truncated. */
const TORN = /^[0-9a-f-]{0,36}(?: [\dTZ:.-]{0,24})?$/;

/** Returns the path of the list of erasures outside the database: restoring an earlier backup must not undo them. */
export function erasureListPath(): string {
  return join(env().DATA_DIR, "erasures.log");
}

/**
 * Reads a list of erasures, one a line: member id, space, time. A truncated line is skipped. Null if there is
 * no file; throws `BackupProblem` for another kind of file.
 */
export async function readErasureList(path: string): Promise<Erasure[] | null> {
  const known: Erasure[] = [];
  let isOther = false;
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const [, memberId, at] = LINE.exec(line) ?? [];
      if (memberId && at) known.push({ memberId, at: new Date(at) });
      else isOther ||= !TORN.test(line);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new BackupProblem(`${path} cannot be read (${code}).`);
  }
  if (isOther) throw new BackupProblem(`${path} is no list of erasures.`);
  return known;
}

/**
 * Adds the database's erasures (ids and times) to this machine's list. Safe to repeat. Creates the list even
 * if empty, which shows that erasures are known. Returns how many were added.
 */
export async function saveErasures(): Promise<number> {
  const path = erasureListPath();
  const own = await readErasureList(path);
  const known = new Set(own?.map(({ memberId }) => memberId));
  const missing = (await listErasures()).filter(({ memberId }) => !known.has(memberId));
  if (own && missing.length === 0) return 0;
  await mkdir(dirname(path), { recursive: true });
  // Starts a new line after a truncated one.
  const lines = missing.map(({ memberId, at }) => `${memberId} ${at.toISOString()}\n`);
  await appendFile(path, `${await needsBreak(path)}${lines.join("")}`, { mode: 0o600, flush: true });
  return missing.length;
}

async function needsBreak(path: string): Promise<"\n" | ""> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return "";
  try {
    const { size } = await file.stat();
    if (size === 0) return "";
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] === 0x0a ? "" : "\n";
  } finally {
    await file.close();
  }
}
