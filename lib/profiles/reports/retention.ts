import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { errorReport } from "@/db/schema/reports";
import { sweep } from "@/lib/core/sweep";
import { reportsOf } from "@/lib/queues";

/**
 * In days: the reporter's address, if the report is undecided or could not be answered by mail; a decided
 * report.
 */
export const REPORT_DAYS = { address: 90, decided: 365 } as const;

/** Deletes expired data of reports. Returns how many rows changed. */
export async function removeOldReports(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - REPORT_DAYS.address * 86_400_000).toISOString();
  const addresses = await sweep(
    tx,
    sql`update error_report set email = null where id in (select id from error_report where email is not null
      and created_at < ${before}::timestamptz limit 1000)`,
  );
  return addresses + (await reportsOf(errorReport).removeOld(tx, now, REPORT_DAYS.decided));
}
