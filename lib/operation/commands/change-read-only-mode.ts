import { setting } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import type { ChangeReadOnlyMode, ReadOnlyMode } from "../model";

/** Switches read-only mode and sets the banner of every page, from the next request on. */
export async function changeReadOnlyMode(ctx: Ctx, input: ChangeReadOnlyMode): Promise<ReadOnlyMode> {
  ctx.authorize("settings.change");
  const value: ReadOnlyMode = { isOn: input.isOn === "on", banner: input.banner };
  const row = { value, updatedAt: ctx.now, updatedBy: ctx.actor?.id ?? null };
  await ctx.tx
    .insert(setting)
    .values({ key: "read-only", ...row })
    .onConflictDoUpdate({ target: setting.key, set: row });
  await ctx.record("setting.changed", { key: "read-only" });
  return value;
}
