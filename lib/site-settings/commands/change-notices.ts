import type { Ctx } from "@/lib/core/ctx";
import { queueJob } from "@/lib/core/transact";
import { type PartChange, turnsOf } from "../model";
import { savePart } from "./save-part";

/**
 * Changes the announcements. Stored pages do not know the time, so a job draws them again whenever one begins or
 * ends.
 */
export async function changeNotices(ctx: Ctx, input: PartChange<"notices">): Promise<void> {
  await savePart(ctx, "notices", input);
  for (const runAt of turnsOf(input.value).filter((at) => at > ctx.now))
    await queueJob(ctx.tx, {
      task: "turn-announcements",
      payload: {},
      runAt,
      key: `turn-${runAt.toISOString()}`,
    });
}

/** Makes pages stale at the moment when an announcement begins or ends. */
export async function turnAnnouncements(ctx: Ctx): Promise<void> {
  ctx.asSystem("the period was chosen by an administrator");
  await ctx.record("announcements.turned", {});
}
