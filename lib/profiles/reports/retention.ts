import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sweep } from "@/lib/core/sweep";

/** In days: an address of a report that nobody decided on, or that could not be told; a report that was decided. */
export const REPORT_DAYS = { address: 90, decided: 365 } as const;

/** Removes of reports what has had its time. Answers how many rows were touched. */
export async function removeOldReports(tx: Tx, now: Date): Promise<number> {
  const before = (days: number) =>
    sql`${new Date(now.getTime() - days * 86_400_000).toISOString()}::timestamptz`;
  const addresses = await sweep(
    tx,
    sql`update error_report set email = null where id in (select id from error_report where email is not null
      and created_at < ${before(REPORT_DAYS.address)} limit 1000)`,
  );
  const reports = await sweep(
    tx,
    sql`delete from error_report where id in (select id from error_report
      where decided_at < ${before(REPORT_DAYS.decided)} limit 1000)`,
  );
  return addresses + reports;
}
