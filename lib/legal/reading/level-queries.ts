import { eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { mapping } from "@/db/schema/legal";
import { profile } from "@/db/schema/profiles";
import type { Coverage } from "@/lib/profiles/kinds/mappings";
import type { Level } from "@/lib/vocabulary/levels";
import { LEVEL_GROUPS, levelOf } from "../model";

/** Lists the level of substantive law of each country with assessments, by slug. */
export async function listSubstantiveLevels(on: Queryable = db()): Promise<ReadonlyMap<string, Level>> {
  const articles = LEVEL_GROUPS.substantive.map((article) => `185-${article}`);
  const rows = await on
    .select({ slug: profile.slug, article: mapping.article, coverage: mapping.coverage })
    .from(mapping)
    .innerJoin(profile, eq(profile.pageId, mapping.pageId))
    .where(inArray(mapping.article, articles));
  const marks = new Map<string, Map<string, Coverage>>();
  for (const { slug, article, coverage } of rows)
    marks.set(slug, (marks.get(slug) ?? new Map()).set(article, coverage as Coverage));
  return new Map(
    [...marks].map(([slug, of]) => [
      slug,
      levelOf("substantive", (article) => of.get(`185-${article}`) ?? "not_assessed").level,
    ]),
  );
}
