import { sql } from "drizzle-orm";
import { scope } from "@/lib/core/versions";
import type { Locale } from "@/lib/i18n/locales";
import type { PageKind } from "@/lib/pages";
import { isSectionKey, partOf } from "./model";
import { findSlugsOf } from "./reading";

const NAMED = sql`
  select f.page_id, jsonb_build_object('en', f.name_en, 'fr', f.name_fr, 'ar', f.name_ar) as name from profile f`;

/** Profiles as a kind of page. Links lead from a section and are stored by slug, whatever name the text uses. */
export const profilePages = {
  kind: "profile",
  area: "countries",
  screens: ["freshness", "translations", "broken-sources"],
  shown: NAMED,
  named: NAMED,
  placeOf({ slug, name, key }) {
    const part = partOf(key);
    const names = name as Record<Locale, string>;
    return part && { of: "profile" as const, folder: "revisions", slug, names, ...part };
  },
  isPart: isSectionKey,
  find: async (names, on) => new Map([...(await findSlugsOf(names, on)).keys()].map((name) => [name, false])),
  // Profiles of countries are added but never deleted.
  staleBy: (name, isLost) => (isLost ? scope.profile(name) : null),
  async keptAs(names, on) {
    const slugs = await findSlugsOf(names, on);
    return (name) => slugs.get(name) ?? name;
  },
} satisfies PageKind;
