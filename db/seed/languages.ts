import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import type { Ctx } from "@/lib/core/ctx";
import { sameJson } from "@/lib/text/canonical";
import type { SeedCountry } from "./countries";

/*
 * The official languages of a country are of the data alone: no member edits them.
 */

/** A country of which the data name other official languages than the site. */
export interface LanguageChange {
  pageId: string;
  slug: string;
  before: string[];
  languages: string[];
}

/** Lists the countries of which the data name other official languages than the site. */
export async function listLanguageChanges(
  on: Queryable,
  countries: readonly Pick<SeedCountry, "slug" | "languages">[],
): Promise<LanguageChange[]> {
  const { pageId, slug, languages } = profile;
  const rows = await on.select({ pageId, slug, before: languages }).from(profile);
  const given = new Map(countries.map((country) => [country.slug, country.languages]));
  return rows.flatMap((row) => {
    const now = given.get(row.slug) ?? row.before;
    return sameJson(row.before, now) ? [] : [{ ...row, languages: now }];
  });
}

/** Writes the official languages of one country. */
export async function writeLanguages(ctx: Ctx, { pageId, slug, languages }: LanguageChange): Promise<void> {
  ctx.asSystem("the operator's command");
  await ctx.tx.update(profile).set({ languages }).where(eq(profile.slug, slug));
  await ctx.record("profile.languages-changed", { pageId, slug, languages });
}
