import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { sameJson } from "@/lib/text/canonical";
import { findPart } from "../current";
import { type PartChange, partKey, type SitePart, seenOf } from "../model";
import { saveSetting } from "../setting";

/**
 * Changes one part of the settings, if it is still as the form showed it. Throws `conflict` if another
 * administrator has changed it since.
 */
export async function savePart<P extends SitePart>(
  ctx: Ctx,
  part: P,
  { seen, value }: PartChange<P>,
): Promise<void> {
  ctx.authorize("settings.change");
  requireConfirmed(ctx);
  const key = partKey(part);
  // A part that was never changed has no row that could be locked.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtext(${key}))`);
  const before = await findPart(part, ctx.tx);
  if (sameJson(before.value, value)) return ctx.skipAudit("the settings are as they were");
  if (seen !== seenOf(before.updatedAt)) throw new DomainError("conflict", "setting_changed");
  await saveSetting(ctx, key, value, changedFields(before.value, value));
}

/** Selects the fields that differ, with their old and new values. */
function changedFields(before: object, after: object) {
  const old = new Map(Object.entries(before));
  const differing = Object.entries(after).filter(([name, value]) => !sameJson(old.get(name), value));
  return {
    before: Object.fromEntries(differing.map(([name]) => [name, old.get(name)])),
    after: Object.fromEntries(differing),
  };
}
