import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile, profileAlias } from "@/db/schema/profiles";
import { fold } from "./directory/model";

/**
 * Finds the slug for another name: an ISO code in any case, a former or short name, or the slug in another
 * spelling (case, accents, spaces). Null for an unknown name, or for the slug itself.
 */
export async function findSlugOf(name: string, on: Queryable = db()): Promise<string | null> {
  const folded = fold(name).replaceAll(" ", "-");
  // One lookup for each index: joined by "or" over both tables they would scan all names.
  const code = folded.toUpperCase();
  const found = await on.execute<{ slug: string }>(sql`
    select ${profile.slug} from ${profile}
      where ${profile.slug} = ${folded} or ${profile.iso2} = ${code} or ${profile.iso3} = ${code}
    union all
    select ${profile.slug} from ${profileAlias}
      join ${profile} on ${profile.pageId} = ${profileAlias.pageId} where ${profileAlias.alias} = ${folded}
    limit 1`);
  const row = found.rows[0];
  return row && row.slug !== name ? row.slug : null;
}

/**
 * Finds the codes (ISO 3166-1 alpha-2) of countries and areas by any name: a code in any case, the slug, a
 * former or short name. Unknown names are absent.
 */
export async function findCountryCodes(
  names: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await findNamed(names, on))].map(([name, { iso2 }]) => [name, iso2]));
}

/** Finds the slugs of profiles by the same names, including their slugs. */
export async function findSlugsOf(
  names: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await findNamed(names, on))].map(([name, { slug }]) => [name, slug]));
}

/** Looks up any number of names in one query. */
async function findNamed(
  names: readonly string[],
  on: Queryable,
): Promise<ReadonlyMap<string, { slug: string; iso2: string }>> {
  if (names.length === 0) return new Map();
  const folded = new Map(names.map((name) => [name, fold(name).replaceAll(" ", "-")]));
  const slugs = sql.param([...folded.values()]);
  const codes = sql.param([...folded.values()].map((name) => name.toUpperCase()));
  const found = await on.execute<{ name: string; slug: string; iso2: string }>(sql`
    select unnest(array[${profile.slug}, lower(${profile.iso2}), lower(${profile.iso3})]) as name,
        ${profile.slug} as slug, ${profile.iso2} as iso2
      from ${profile}
      where ${profile.slug} = any(${slugs}) or ${profile.iso2} = any(${codes}) or ${profile.iso3} = any(${codes})
    union all
    select ${profileAlias.alias}, ${profile.slug}, ${profile.iso2} from ${profileAlias}
      join ${profile} on ${profile.pageId} = ${profileAlias.pageId} where ${profileAlias.alias} = any(${slugs})`);
  const called = new Map(found.rows.map(({ name, slug, iso2 }) => [name, { slug, iso2 }]));
  return new Map(
    [...folded].flatMap(([name, key]) => {
      const one = called.get(key);
      return one === undefined ? [] : [[name, one] as const];
    }),
  );
}
