import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db/client";
import { setting } from "@/db/schema/core";

/*
 * Derived data (search entries, projections) record in which format they were written: a digest of what a version
 * makes of fixed samples. A worker of another version compares it at its start and writes them again.
 */

/** The derived data that record their format, by the key of their setting. */
export type FormatKey = "search-format" | "projections-format";

/** Checks whether derived data were last written in this format. */
export async function isWrittenIn(key: FormatKey, format: string): Promise<boolean> {
  const [row] = await db().select({ value: setting.value }).from(setting).where(eq(setting.key, key));
  return (row?.value as { format?: string } | undefined)?.format === format;
}

/** Records in which format all of the derived data are written now. */
export async function recordFormat(tx: Tx, key: FormatKey, format: string, now: Date): Promise<void> {
  const row = { key, value: { format }, updatedAt: now };
  await tx.insert(setting).values(row).onConflictDoUpdate({ target: setting.key, set: row });
}
