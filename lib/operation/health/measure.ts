import { statfs } from "node:fs/promises";
import { env } from "@/lib/env";
import { findLastFacts } from "../queries/audit-queries";

/** What both the health of the site and the checklist of its set-up are computed from. */
export interface Measures {
  /** When the last backup was made, and when one was last restored as a test. */
  backedUp: Date | null;
  restored: Date | null;
  /** Free space for `DATA_DIR`; 0 if the folder does not exist yet. */
  freeBytes: number;
}

/** Reads the last backups from the log, and the free space of the disk. */
export async function measure(): Promise<Measures> {
  const [facts, freeBytes] = await Promise.all([
    findLastFacts(["backup.made", "backup.restored"]),
    freeSpace(),
  ]);
  return { backedUp: facts["backup.made"] ?? null, restored: facts["backup.restored"] ?? null, freeBytes };
}

async function freeSpace(): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(env().DATA_DIR);
    return bavail * bsize;
  } catch {
    // The folder is created at the first start.
    return 0;
  }
}
