import type { Ctx } from "@/lib/core/ctx";
import { rebuildLaw } from "@/lib/legal";
import { listLinkingPageIds, rebuildLinks } from "@/lib/page-kinds";
import { rebuildProfile } from "@/lib/profiles";

/**
 * Rebuilds the projections of profiles and their law, and the links of profiles, posts and materials, from
 * current revisions; of all pages or of those given. Returns the number of pages read and of differing rows, 0
 * in a consistent database. Locks profiles until the end, so the operator's command processes a few at a time.
 */
export async function rebuildProjections(
  ctx: Ctx,
  input: { pageIds?: readonly string[] } = {},
): Promise<{ pages: number; changed: number }> {
  ctx.asSystem("the operator's command");
  const pageIds = input.pageIds ?? (await listLinkingPageIds(ctx.tx));
  let changed = 0;
  for (const pageId of pageIds) {
    // Other pages than profiles only have links.
    changed += await rebuildProfile(ctx.tx, pageId);
    // Read from the rows that were just written.
    changed += await rebuildLaw(ctx.tx, pageId);
    changed += await rebuildLinks(ctx.tx, [pageId]);
  }
  await ctx.record("projections.rebuilt", { pages: pageIds.length });
  return { pages: pageIds.length, changed };
}
