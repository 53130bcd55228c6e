import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { notify } from "./notify";
import { moment } from "./sql";

/** How many of a section's newest revisions are looked through for who may say that it is still correct. */
const LOOKED_THROUGH = 5;

/**
 * The time of a section has come: the country's focal points are told, and whoever wrote it last and needs no review.
 * Whether they may still say so is asked when they are told.
 */
export async function tellOfDueSection(
  ctx: Ctx,
  { pageId, sectionId }: { pageId: string; sectionId: string },
): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select g.member_id as id from profile p
      join role_grant g on g.role = 'focal-point' and g.country = p.iso2 where p.page_id = ${pageId}
    union
    select r.author_id from (select author_id from revision
      where section_id = ${sectionId} and state = 'published' order by number desc limit ${LOOKED_THROUGH}) r
      join role_grant g on g.member_id = r.author_id and g.role in ('trusted', 'moderator', 'administrator')
    order by 1`);
  const memberIds = rows.map(({ id }) => id);
  await notify(ctx, { memberIds, category: "review", kind: "section.due", key: sectionId, pageId });
}

/** The time of a section began anew: nobody need be told that it had come. */
export async function settleFreshened(ctx: Ctx, { sectionId }: { sectionId: string }): Promise<void> {
  await ctx.tx.execute(sql`update notice set seen_at = ${moment(ctx.now)} where id in (
    select n.id from notice n where n.watch_kind is null and n.kind = 'section.due' and n.key = ${sectionId}
      and n.seen_at is null
      and exists (select 1 from section_freshness f where f.section_id = ${sectionId} and f.state = 'fresh')
    order by n.member_id for update)`);
}
