import type { Ctx } from "@/lib/core/ctx";
import { saveSetting } from "@/lib/site-settings";
import type { ChangeReadOnlyMode, ReadOnlyMode } from "../model";

/** Switches read-only mode and sets the banner of every page, from the next request on. */
export async function changeReadOnlyMode(ctx: Ctx, input: ChangeReadOnlyMode): Promise<ReadOnlyMode> {
  ctx.authorize("settings.change");
  const value: ReadOnlyMode = { isOn: input.isOn === "on", banner: input.banner };
  await saveSetting(ctx, "read-only", value);
  return value;
}
