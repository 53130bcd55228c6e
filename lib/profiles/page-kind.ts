import { sql } from "drizzle-orm";
import { scope } from "@/lib/core/versions";
import type { LinkingKind } from "@/lib/pages/links";
import { isSectionKey } from "./model";
import { findSlugsOf } from "./reading";

/** Profiles, as what leads to pages and is led to: by section, under their slugs whatever a link calls them. */
export const profilePages: LinkingKind = {
  kind: "profile",
  area: "countries",
  shown: sql`select f.page_id, jsonb_build_object('en', f.name_en, 'fr', f.name_fr, 'ar', f.name_ar) as name
    from profile f`,
  isPart: isSectionKey,
  find: async (names, on) => new Map([...(await findSlugsOf(names, on)).keys()].map((name) => [name, false])),
  // Countries come and never go.
  staleBy: (name, isLost) => (isLost ? scope.profile(name) : null),
  async keptAs(names, on) {
    const slugs = await findSlugsOf(names, on);
    return (name) => slugs.get(name) ?? name;
  },
};
