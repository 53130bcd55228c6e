import { and, asc, eq, isNotNull, ne, or } from "drizzle-orm";
import { provision } from "@/db/schema/legal";
import { profile } from "@/db/schema/profiles";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { dayOf, forceOn } from "./force/model";

/** The articles of which a day that passed says something else, until their scopes are asked for. */
const aged = new WeakMap<Ctx, Set<string>>();

/**
 * Takes note of provisions that have ended or entered into force since they were last looked at, so that what shows
 * them is drawn anew. Answers how many there were.
 */
export async function refreshLaw(ctx: Ctx): Promise<number> {
  ctx.asSystem("time passes for everyone");
  ctx.skipAudit("each country of which something else is in force is recorded as such");
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
      supersededBy: p.supersededBy,
    })
    .from(p)
    .innerJoin(profile, eq(profile.pageId, p.pageId))
    // Without a date a day changes nothing, and what is past stays past.
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
  aged.set(ctx, new Set(turned.flatMap((row) => row.articles)));
  const countries = new Map(turned.map(({ pageId, slug }) => [pageId, slug]));
  for (const [pageId, slug] of countries) await ctx.record("law.aged", { pageId, slug });
  return turned.length;
}

/** The scopes of the articles of which something else is in force. */
export async function scopesOfAged(ctx: Ctx): Promise<string[]> {
  return [...(aged.get(ctx) ?? [])].map(scope.article);
}
