import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";

/** Lists addresses of a profile's sources that do not respond, with the day since when. */
export async function listBroken(pageId: string, on: Queryable = db()): Promise<Record<string, string>> {
  const { rows } = await on.execute<{ url: string; day: string }>(sql`
    select l.url, to_char(l.broken_since at time zone 'UTC', 'YYYY-MM-DD') as day from profile_record r
    join link_check l on l.url = r.data ->> 'url' and l.broken_since is not null
    where r.page_id = ${pageId} and r.section = 'sources'`);
  return Object.fromEntries(rows.map(({ url, day }) => [url, day]));
}

/** A source whose address does not answer. */
export interface BrokenSource {
  slug: string;
  names: { en: string; fr: string; ar: string };
  title: string;
  url: string;
  since: string;
}

/** Most broken sources in the list. */
const SHOWN = 500;

/** Lists sources whose address does not respond, by country, the longest broken first. */
export async function listBrokenSources(on: Queryable = db()): Promise<BrokenSource[]> {
  type Row = { slug: string; en: string; fr: string; ar: string; title: string; url: string; since: string };
  const { rows } = await on.execute<Row>(sql`
    select p.slug, p.name_en as en, p.name_fr as fr, p.name_ar as ar, r.title, l.url,
      to_char(l.broken_since at time zone 'UTC', 'YYYY-MM-DD') as since
    from link_check l
    join profile_record r on r.section = 'sources' and r.data ->> 'url' = l.url
    join profile p on p.page_id = r.page_id
    where l.broken_since is not null
    order by p.slug, l.broken_since, r.title limit ${SHOWN}`);
  return rows.map(({ en, fr, ar, ...rest }) => ({ ...rest, names: { en, fr, ar } }));
}
