import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { isUnfitSource } from "@/lib/citation/fitness";

export interface Soundness {
  profiles: number;
  /** Profiles in which nothing was ever published. */
  empty: number;
  /** Records other than sources, and those of them that name no source. */
  records: number;
  unsourced: number;
  unverified: number;
  sources: number;
  /** Sources at addresses that should not be cited. */
  unfit: { slug: string; url: string }[];
  /** Addresses of sources that no longer respond. */
  dead: number;
}

/** Counts published facts without a source, with an unfit or with a dead one; reads every record once. */
export async function findSoundness(on: Queryable = db()): Promise<Soundness> {
  type Row = Record<
    "profiles" | "empty" | "records" | "unsourced" | "unverified" | "sources" | "dead",
    number
  >;
  const { rows } = await on.execute<Row>(sql`
    select
      (select count(*)::int from profile) as profiles,
      (select count(*)::int from profile p where not exists (
        select 1 from section s where s.page_id = p.page_id and s.current_revision_id is not null)) as empty,
      count(*) filter (where r.section <> 'sources')::int as records,
      count(*) filter (where r.section <> 'sources'
        and coalesce(jsonb_array_length(r.data -> 'sources'), 0) = 0)::int as unsourced,
      count(*) filter (where r.confidence = 'unverified')::int as unverified,
      count(*) filter (where r.section = 'sources')::int as sources,
      (select count(*)::int from link_check where broken_since is not null) as dead
    from profile_record r`);
  const addresses = await on.execute<{ slug: string; url: string }>(sql`
    select p.slug, r.data ->> 'url' as url from profile_record r join profile p on p.page_id = r.page_id
    where r.section = 'sources' and r.data ->> 'url' is not null order by p.slug, url`);
  const [row] = rows;
  if (!row) throw new Error("a count without a row");
  return Object.assign(row, { unfit: addresses.rows.filter(({ url }) => isUnfitSource(url)) });
}
