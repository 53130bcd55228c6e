import { setting } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";

/** Old and new value of each field that changed, for the log. */
export interface Changed {
  before?: Readonly<Record<string, unknown>>;
  after?: Readonly<Record<string, unknown>>;
}

/**
 * Writes a setting under its key, in place of the earlier value. For what no page of readers shows, whose command
 * records a fact of its own; everything else uses `saveSetting`.
 */
export async function writeSetting(ctx: Ctx, key: string, value: unknown): Promise<void> {
  const row = { value, updatedAt: ctx.now, updatedBy: ctx.actor?.id ?? null };
  await ctx.tx
    .insert(setting)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: setting.key, set: row });
}

/** Saves a setting of the site under its key, in place of the earlier value, and records that it changed. */
export async function saveSetting(
  ctx: Ctx,
  key: string,
  value: unknown,
  changed: Changed = {},
): Promise<void> {
  await writeSetting(ctx, key, value);
  await ctx.record("setting.changed", { key, ...changed });
}
