import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import type { Ctx } from "@/lib/core/ctx";
import { sameJson } from "@/lib/text/canonical";
import type { SeedCountry } from "./countries";

/* Official languages of countries come from the data only: members cannot edit them. */

/** A country whose official languages in the data differ from the site's. */
export interface LanguageChange {
  pageId: string;
  slug: string;
  before: string[];
  languages: string[];
}

/** Lists countries whose official languages in the data differ from the site's. */
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

/** Updates the official languages of a country. */
export async function writeLanguages(ctx: Ctx, { pageId, slug, languages }: LanguageChange): Promise<void> {
  ctx.asSystem("the operator's command");
  await ctx.tx.update(profile).set({ languages }).where(eq(profile.slug, slug));
  await ctx.record("profile.languages-changed", { pageId, slug, languages });
}
