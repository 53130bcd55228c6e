import { eq, sql } from "drizzle-orm";
import { textFilter } from "@/db/schema/filters";
import type { Ctx } from "@/lib/core/ctx";
import { BRAKE, COMMENT_PLACE, isFelt } from "@/lib/filters/model";

/** Raises the version of a filter whose conditions stay: its test stays valid. */
export const NEXT_VERSION = {
  version: sql`${textFilter.version} + 1`,
  testedVersion: sql`case when ${textFilter.testedVersion} = ${textFilter.version} then ${textFilter.version} + 1
    else ${textFilter.testedVersion} end`,
};

/**
 * Sets a filter back to `log` if it was changed within a day and has caught since then more than two texts and more than
 * 5 % of what was sent. Does nothing for others, and nothing a second time.
 */
export async function brakeFilter(ctx: Ctx, { filterId }: { filterId: string }): Promise<void> {
  ctx.asSystem("a filter that misfires is turned off whoever changed it");
  const [row] = await ctx.tx
    .select({
      id: textFilter.id,
      stage: textFilter.stage,
      places: textFilter.places,
      changedAt: textFilter.changedAt,
      changedBy: textFilter.changedBy,
    })
    .from(textFilter)
    .where(eq(textFilter.id, filterId))
    .for("no key update");
  const isYoung = row && ctx.now.getTime() - row.changedAt.getTime() < BRAKE.hours * 3_600_000;
  if (!isYoung || !isFelt(row.stage)) return ctx.skipAudit("it is gone, old, or already turned off");
  const { caught, sent } = await countSince(ctx, row);
  if (caught <= BRAKE.hits || caught <= sent * BRAKE.share)
    return ctx.skipAudit("it catches as few as it should");
  await ctx.tx
    .update(textFilter)
    .set({ ...NEXT_VERSION, stage: "log", brakedAt: ctx.now })
    .where(eq(textFilter.id, row.id));
  await ctx.record("filter.braked", { filterId: row.id, from: row.stage, caught, sent });
}

/** Counts what a filter caught since its change, and what was sent to its places, also what was not stored. */
async function countSince(
  { tx }: Ctx,
  { id, places, changedAt }: { id: string; places: readonly string[]; changedAt: Date },
): Promise<{ caught: number; sent: number }> {
  const since = sql`${changedAt.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ caught: number; sent: number }>(sql`
    with hits as (select outcome from filter_hit where filter_id = ${id} and at >= ${since})
    select (select count(*)::int from hits) as caught,
      (select count(*)::int from hits where outcome in ('refused', 'warned'))
      + (select count(*)::int from comment c where ${places.includes(COMMENT_PLACE)} and c.created_at >= ${since})
      + (select count(*)::int from revision r join page p on p.id = r.page_id
          where p.kind = any(${sql.param([...places])}::text[]) and r.created_at >= ${since} and r.author_id is not null) as sent`);
  return rows[0] ?? { caught: 0, sent: 0 };
}
