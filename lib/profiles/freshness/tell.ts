import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { clearNotices, notify } from "@/lib/notices";
import { responsibleFor } from "./responsible";

/**
 * The time of a section has come: the country's focal points are told, and whoever wrote it last and needs no review.
 * Whether they may still say so is asked when they are told.
 */
export async function notifyOfDueSection(
  ctx: Ctx,
  { pageId, sectionId }: { pageId: string; sectionId: string },
): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`${responsibleFor(pageId, sectionId)} order by 1`);
  const memberIds = rows.map(({ id }) => id);
  await notify(ctx, { memberIds, category: "review", kind: "section.due", key: sectionId, pageId });
}

/** The time of a section began anew: nobody need be told that it had come. */
export async function clearDueNotices(ctx: Ctx, { sectionId }: { sectionId: string }): Promise<void> {
  const isFresh = subselect`exists (select 1 from section_freshness f where f.section_id = ${sectionId} and f.state = 'fresh')`;
  await clearNotices(ctx, { kind: "section.due", key: sectionId }, isFresh);
}
