import type { Ctx } from "@/lib/core/ctx";
import { rebuildLinks } from "../backlinks";
import { listProfilePageIds, rebuildProfile } from "../projections";

/**
 * Writes the projections of profiles anew from their current revisions; of all, or of those given. Answers how many
 * pages were read and how many rows differed, which is none when all is well. Profiles are locked until the end, so
 * the operator's command goes through them a few at a time.
 */
export async function rebuildProjections(
  ctx: Ctx,
  input: { pageIds?: readonly string[] } = {},
): Promise<{ pages: number; changed: number }> {
  ctx.asSystem("the operator's command");
  const pageIds = input.pageIds ?? (await listProfilePageIds(ctx.tx));
  let changed = 0;
  for (const pageId of pageIds) {
    changed += await rebuildProfile(ctx.tx, pageId);
    changed += await rebuildLinks(ctx.tx, pageId);
  }
  await ctx.record("projections.rebuilt", { pages: pageIds.length });
  return { pages: pageIds.length, changed };
}
