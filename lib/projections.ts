import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/core/ctx";
import { isWrittenIn, recordFormat } from "@/lib/core/formats";
import { type By, transact } from "@/lib/core/transact";
import { lawProjectionSamples, rebuildLaw } from "@/lib/legal";
import { listLinkingPageIds, rebuildLinks } from "@/lib/page-kinds";
import { profileProjectionSamples, rebuildProfile } from "@/lib/profiles";
import { canonicalJson } from "@/lib/text/canonical";

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

/** Pages per transaction, so that saves need not wait long. */
const BATCH = 20;
const EVEN_READ_ONLY = { evenReadOnly: true };
const FORMAT = "projections-format";

/**
 * Rebuilds the projections of all pages, some in each transaction, and records that this version wrote them.
 * Returns how many pages were read and how many rows differed.
 */
export async function rebuildAllProjections(by: By): Promise<{ pages: number; changed: number }> {
  const ids = await listLinkingPageIds();
  let changed = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const pageIds = ids.slice(from, from + BATCH);
    changed += (await transact(by, (ctx) => rebuildProjections(ctx, { pageIds }), EVEN_READ_ONLY)).changed;
  }
  await transact(by, recordProjectionFormat, EVEN_READ_ONLY);
  return { pages: ids.length, changed };
}

/** Records that this version wrote the projections: after it rebuilt them all, or seeded a new site. */
export async function recordProjectionFormat(ctx: Ctx): Promise<void> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("it changes nothing that anybody reads");
  await recordFormat(ctx.tx, FORMAT, projectionFormat(), ctx.now);
}

/**
 * Returns a digest of the rows that this version writes for fixed records. It changes with the code that writes
 * projections, so nobody has to raise a version number.
 */
export function projectionFormat(
  samples: readonly object[] = [...profileProjectionSamples(), ...lawProjectionSamples()],
): string {
  return createHash("sha256").update(canonicalJson(samples)).digest("hex").slice(0, 32);
}

/** Checks whether this version wrote the projections; if not, a worker rebuilds them at its start. */
export const areProjectionsCurrent = (): Promise<boolean> => isWrittenIn(FORMAT, projectionFormat());
