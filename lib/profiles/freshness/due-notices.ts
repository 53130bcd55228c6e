import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { clearNotices, notify } from "@/lib/notices";
import { responsibleFor } from "./responsible";

/**
 * Notifies the country's focal points, and the trusted authors of the newest revisions, that a section is due
 * (`responsibleFor`). Their permission is checked when the notice is shown.
 */
export async function notifyOfDueSection(
  ctx: Ctx,
  { pageId, sectionId }: { pageId: string; sectionId: string },
): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string }>(
    sql`${responsibleFor(pageId, sectionId)} order by id`,
  );
  const memberIds = rows.map(({ id }) => id);
  await notify(ctx, { memberIds, category: "review", kind: "section.due", key: sectionId, pageId });
}

/** Clears the notices that a section is due, if it is fresh again. */
export async function clearDueNotices(ctx: Ctx, { sectionId }: { sectionId: string }): Promise<void> {
  const isFresh = subselect`exists (select 1 from section_freshness f where f.section_id = ${sectionId} and f.state = 'fresh')`;
  await clearNotices(ctx, { kind: "section.due", key: sectionId }, isFresh);
}
