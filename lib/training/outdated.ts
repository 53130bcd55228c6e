import { and, arrayContains, eq, isNull } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { material } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { isSectionKey, sectionOf } from "@/lib/profiles/model";

interface RevisionFact {
  pageId: string;
  pageKind: string;
  slug: string;
  section: string;
}

/**
 * The law of a country changed on its profile: materials that teach it are marked until their owner, or a reviewer,
 * says that they still stand or brings a new version. Those that are marked already keep their first mark.
 */
export async function markOutdated(ctx: Ctx, fact: RevisionFact): Promise<void> {
  if (fact.pageKind !== "profile" || !isSectionKey(fact.section) || !sectionOf(fact.section).isLegal) return;
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
      ),
    )
    .returning({ pageId: material.pageId, slug: material.slug });
  for (const one of marked) await ctx.record("material.outdated", one);
}
