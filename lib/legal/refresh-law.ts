import { and, asc, eq, isNotNull, ne, or } from "drizzle-orm";
import { provision } from "@/db/schema/legal";
import { profile } from "@/db/schema/profiles";
import type { Ctx } from "@/lib/core/ctx";
import { dayOf } from "@/lib/core/moments";
import { markStale, scope } from "@/lib/core/versions";
import { forceOn } from "./force/model";

/**
 * Updates provisions that have ended or entered into force since the last run, and marks the pages that show
 * them as stale. Returns their number.
 */
export async function refreshLaw(ctx: Ctx): Promise<number> {
  ctx.asSystem("time passes for everyone");
  ctx.skipAudit("each country whose law changed is recorded");
  const p = provision;
  const rows = await ctx.tx
    .select({
      pageId: p.pageId,
      recordId: p.recordId,
      slug: profile.slug,
      articles: p.articles,
      force: p.force,
      from: p.inForceFrom,
      to: p.inForceTo,
      law: p.lawState,
      own: p.ownState,
      supersededBy: p.supersededBy,
    })
    .from(p)
    .innerJoin(profile, eq(profile.pageId, p.pageId))
    // Only these can change with time: provisions that are not yet "past" and have a date.
    .where(and(ne(p.force, "past"), or(isNotNull(p.inForceFrom), isNotNull(p.inForceTo))))
    .orderBy(asc(p.pageId), asc(p.recordId));
  const turned = rows
    .map((row) => ({ ...row, now: forceOn(dayOf(ctx.now), row) }))
    .filter((row) => row.now !== row.force);
  for (const { pageId, recordId, now } of turned)
    await ctx.tx
      .update(p)
      .set({ force: now })
      .where(and(eq(p.pageId, pageId), eq(p.recordId, recordId)));
  for (const article of turned.flatMap((row) => row.articles)) markStale(ctx.tx, scope.article(article));
  const countries = new Map(turned.map(({ pageId, slug }) => [pageId, slug]));
  for (const [pageId, slug] of countries) await ctx.record("law.aged", { pageId, slug });
  return turned.length;
}
