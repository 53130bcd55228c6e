import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { exportWaiter } from "@/db/schema/exports";

/** Counts the members who wait for a mail about a document. */
export function countWaiting(on: Queryable, exportId: string): Promise<number> {
  return on.$count(exportWaiter, eq(exportWaiter.exportId, exportId));
}
