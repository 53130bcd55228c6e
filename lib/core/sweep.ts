import type { SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Repeats a statement with its own `limit` until no rows are left, so that no single one exceeds the
 * statement timeout. Returns the number of rows.
 */
export async function sweep(tx: Tx, statement: SQL): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount } = await tx.execute(statement);
    if (!rowCount) return total;
    total += rowCount;
  }
}
