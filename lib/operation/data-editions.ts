import { eq } from "drizzle-orm";
import { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { setting } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { day } from "@/lib/core/moments";
import { saveSetting } from "@/lib/site-settings";

const KEY = "data-editions";
/** Date of each part of the data for which an operator brought a newer edition. */
const DataEditions = z.record(z.string().max(40), day());

/** Reads which parts of the data an operator has updated, and as of which day. */
export async function findDataEditions(on: Queryable = db()): Promise<Record<string, string>> {
  const [row] = await on.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY));
  return DataEditions.safeParse(row?.value).data ?? {};
}

/** Records as of which day the site has parts of the data; the other parts are unchanged. */
export async function recordDataEditions(ctx: Ctx, editions: Record<string, string>): Promise<void> {
  ctx.asSystem("the operator's command");
  const before = await findDataEditions(ctx.tx);
  const value = { ...before, ...editions };
  if (Object.keys(value).every((key) => value[key] === before[key]))
    return ctx.skipAudit("the site has these editions");
  await saveSetting(ctx, KEY, value);
}
