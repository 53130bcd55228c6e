import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { setting } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
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

/** Records that this version wrote the projections: after a rebuild, and when it has filled an empty database. */
export async function recordProjectionFormat(ctx: Ctx): Promise<void> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("it changes nothing that anybody reads");
  const row = { key: FORMAT, value: { format: projectionFormat() }, updatedAt: ctx.now };
  await ctx.tx.insert(setting).values(row).onConflictDoUpdate({ target: setting.key, set: row });
}

/**
 * Hashes the rows that this version writes for fixed records. The hash changes when the rows do, so nobody has to
 * raise a version number.
 */
export function projectionFormat(
  samples: readonly object[] = [...profileProjectionSamples(), ...lawProjectionSamples()],
): string {
  return createHash("sha256").update(canonicalJson(samples)).digest("hex").slice(0, 32);
}

/** Checks whether this version wrote the projections; if not, a worker rebuilds them at its start. */
export async function areProjectionsCurrent(): Promise<boolean> {
  const [row] = await db().select({ value: setting.value }).from(setting).where(eq(setting.key, FORMAT));
  return (row?.value as { format?: string } | undefined)?.format === projectionFormat();
}
