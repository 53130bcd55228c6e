import { and, inArray, sql } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { scope } from "@/lib/core/versions";
import type { LinkingKind } from "@/lib/pages/links";
import { MATERIAL_KIND } from "./model";

/** Materials, as what leads to pages and is led to. */
export const materialPages: LinkingKind = {
  kind: MATERIAL_KIND,
  area: "training",
  list: scope.training,
  shown: sql`select m.page_id, to_jsonb(m.title) as name from material m where m.state = 'published'`,
  async find(names, on) {
    const rows = await on
      .select({ slug: material.slug, state: material.state })
      .from(material)
      .where(and(inArray(material.slug, [...names]), inArray(material.state, ["published", "retracted"])));
    return new Map(rows.map(({ slug, state }) => [slug, state === "retracted"]));
  },
  staleBy: (slug) => scope.there(`training/${slug}`),
};
