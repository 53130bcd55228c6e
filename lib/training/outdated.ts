import { and, arrayContains, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { material } from "@/db/schema/training";
import { subselect } from "@/db/subselect";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { type LawChange, lawChange } from "./law-changes";

interface RevisionFact {
  pageId: string;
  slug: string;
  section: string;
  own: Change;
}

/**
 * Marks materials as outdated when the law they teach changes on a profile, until their owner or a reviewer
 * confirms them or adds a version; the next change marks them again. Marked ones keep their first mark.
 */
export async function markOutdated(ctx: Ctx, fact: RevisionFact): Promise<void> {
  const { before, after } = fact.own;
  const change = lawChange(fact.section, before?.content ?? null, after.content);
  if (!change) return;
  const [country] = await ctx.tx
    .select({ iso2: profile.iso2 })
    .from(profile)
    .where(eq(profile.pageId, fact.pageId));
  if (!country) return;
  const marked = await ctx.tx
    .update(material)
    .set({ staleSince: ctx.now, stalePath: `/countries/${fact.slug}#${fact.section}` })
    .where(
      and(
        eq(material.state, "published"),
        isNull(material.staleSince),
        arrayContains(material.countries, [country.iso2]),
        teaches(change),
      ),
    )
    .returning({ pageId: material.pageId, slug: material.slug });
  for (const one of marked) await ctx.record("material.outdated", one);
}

/** A material without articles teaches its countries' law in general, so any change counts. */
function teaches({ articles, instruments }: LawChange): SQL | undefined {
  const named = sql`${material.articles} && ${sql.param(articles)}::text[]`;
  const ofInstrument = instruments.map(
    (one) => subselect`exists (select 1 from unnest(${material.articles}) as a where a like ${`${one}:%`})`,
  );
  return or(eq(material.articles, []), named, ...ofInstrument);
}
