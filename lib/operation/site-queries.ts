import { eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { setting } from "@/db/schema/core";
import { ReadOnlyMode } from "./model";

/** Finds whether the site is in read-only mode, and the banner of every page. */
export async function findReadOnlyMode(on: Queryable = db()): Promise<ReadOnlyMode> {
  const [row] = await on.select({ value: setting.value }).from(setting).where(eq(setting.key, "read-only"));
  const parsed = ReadOnlyMode.safeParse(row?.value);
  return parsed.success ? parsed.data : { isOn: false, banner: "" };
}
