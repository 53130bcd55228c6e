import type { Ctx } from "@/lib/core/ctx";
import { rebuildLaw } from "@/lib/legal";
import { listLinkingPageIds, rebuildLinks } from "@/lib/page-kinds";
import { rebuildProfile } from "@/lib/profiles";

/**
 * Writes the projections of profiles and of their law, and what they, posts and materials link to, anew from their
 * current revisions; of all pages, or of those given. Answers how many were read and how many rows differed, which is
 * none when all is well. Profiles are locked until the end, so the operator's command goes through a few at a time.
 */
export async function rebuildProjections(
  ctx: Ctx,
  input: { pageIds?: readonly string[] } = {},
): Promise<{ pages: number; changed: number }> {
  ctx.asSystem("the operator's command");
  const pageIds = input.pageIds ?? (await listLinkingPageIds(ctx.tx));
  let changed = 0;
  for (const pageId of pageIds) {
    // Of a page that is no profile there is nothing but its links.
    changed += await rebuildProfile(ctx.tx, pageId);
    // Read from the rows that were just written.
    changed += await rebuildLaw(ctx.tx, pageId);
    changed += await rebuildLinks(ctx.tx, [pageId]);
  }
  await ctx.record("projections.rebuilt", { pages: pageIds.length });
  return { pages: pageIds.length, changed };
}
