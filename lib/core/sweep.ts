import type { SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Runs a statement that takes rows a batch at a time (its own `limit`) until it takes none, so that no single one
 * runs into the limit of time. Answers how many rows went.
 */
export async function sweep(tx: Tx, statement: SQL): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount } = await tx.execute(statement);
    if (!rowCount) return total;
    total += rowCount;
  }
}
