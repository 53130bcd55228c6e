import { and, inArray, sql } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { scope } from "@/lib/core/versions";
import type { PageKind } from "@/lib/pages";
import { MATERIAL_KIND } from "./model";

/** Materials, for the engines. */
export const materialPages = {
  kind: MATERIAL_KIND,
  area: "training",
  screens: ["new", "mine", "review"],
  list: scope.training,
  shown: sql`select m.page_id, to_jsonb(m.title) as name from material m where m.state = 'published'`,
  named: sql`select m.page_id, to_jsonb(m.title) as name from material m
    where m.state in ('published', 'retracted')`,
  placeOf: ({ slug, name }) => ({
    of: "material" as const,
    folder: "materials",
    slug,
    title: String(name),
    part: "description" as const,
  }),
  async find(names, on) {
    const rows = await on
      .select({ slug: material.slug, state: material.state })
      .from(material)
      .where(and(inArray(material.slug, [...names]), inArray(material.state, ["published", "retracted"])));
    return new Map(rows.map(({ slug, state }) => [slug, state === "retracted"]));
  },
  staleBy: (slug) => scope.there(`training/${slug}`),
} satisfies PageKind;
