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

/** How such a line begins, when a crash cut it short. */
const TORN = /^[0-9a-f-]{0,36}(?: [\dTZ:.-]{0,24})?$/;

/** Where the erasures are written down a second time: a backup restored from before them must not undo them. */
export function erasureListPath(): string {
  return join(env().DATA_DIR, "erasures.log");
}

/**
 * Reads a list of erasures, a line each: the member's id, a space, the moment. A line that a crash cut short is passed
 * over. Null when there is no such file; throws `BackupProblem` for one that is no such list.
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
 * Adds to this machine's list whatever erasures of the database it lacks; ids and moments only. Safe to repeat. The
 * list is made even when there is nothing to add: that there is one means that it is known. Answers how many were
 * added.
 */
export async function saveErasures(): Promise<number> {
  const path = erasureListPath();
  const own = await readErasureList(path);
  const known = new Set(own?.map(({ memberId }) => memberId));
  const missing = (await listErasures()).filter(({ memberId }) => !known.has(memberId));
  if (own && missing.length === 0) return 0;
  await mkdir(dirname(path), { recursive: true });
  // After a line that a crash cut short, on a line of its own.
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
