import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sweep } from "@/lib/core/sweep";
import { PATROL_DAYS } from "./model";

/** Deletes marks of changes that left the list. Returns how many. */
export function removeOldMarks(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - PATROL_DAYS * 86_400_000).toISOString();
  return sweep(
    tx,
    sql`delete from revision_patrol where revision_id in (select m.revision_id from revision_patrol m
      join revision r on r.id = m.revision_id
      where m.patrolled_at < ${before}::timestamptz and r.created_at < ${before}::timestamptz limit 1000)`,
  );
}
