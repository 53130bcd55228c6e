import { inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { searchEntry } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import { markStale, scope } from "@/lib/core/versions";

/** Rebuilds a part of the search index; `index` returns how many rows differed, 0 if it was correct. */
export async function rebuildSearch(
  ctx: Ctx,
  input: { index: (tx: Tx) => Promise<number> },
): Promise<number> {
  ctx.asSystem("a projection is the site's own");
  const changed = await input.index(ctx.tx);
  if (changed === 0) ctx.skipAudit("nothing differed");
  else await ctx.record("search.rebuilt", { changed });
  return changed;
}

/** Removes entries whose owner no longer exists. */
export async function removeOrphans(tx: Tx, owners: readonly string[]): Promise<number> {
  const known = new Set(owners);
  const there = await tx.selectDistinct({ owner: searchEntry.owner }).from(searchEntry);
  const orphans = there.map(({ owner }) => owner).filter((owner) => !known.has(owner));
  if (orphans.length === 0) return 0;
  const { rowCount } = await tx.delete(searchEntry).where(inArray(searchEntry.owner, orphans));
  markStale(tx, scope.search);
  return rowCount ?? 0;
}
