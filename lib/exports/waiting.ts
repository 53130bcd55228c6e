import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { exportWaiter } from "@/db/schema/exports";

/** How many members wait for word of a document. */
export function countWaiting(on: Queryable, exportId: string): Promise<number> {
  return on.$count(exportWaiter, eq(exportWaiter.exportId, exportId));
}
