import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { cutPage, type Page } from "@/lib/core/paging";
import { scope } from "@/lib/core/versions";
import { partOf } from "../model";
import { type Backlink, type BacklinksQuery, cursorOf, readCursor } from "./model";

/** How many the list shows on a page. */
const SIZE = 100;

export interface Backlinks extends Page<Backlink> {
  total: number;
  /** What makes a list of them stale: links that come or go, posts and materials that appear or are taken back. */
  scopes: string[];
}

interface Row extends Record<string, unknown> {
  kind: "profile" | "post" | "material";
  slug: string;
  part: string;
  en: string | null;
  fr: string | null;
  ar: string | null;
  title: string | null;
}

/**
 * What leads to a page ("countries/senegal", "convention/185-18"), as far as everybody may read it: profiles by section,
 * posts and materials. A post is led to by the addresses under which it stood before as well.
 */
export async function listBacklinks(
  target: string,
  query: BacklinksQuery = {},
  on: Queryable = db(),
): Promise<Backlinks> {
  const targets = [target, ...(await listEarlier(target, on))];
  const found = sql`
    select p.kind, p.slug, case when p.kind = 'profile' then split_part(s.key, '@', 1) else '' end as part,
      f.name_en as en, f.name_fr as fr, f.name_ar as ar, coalesce(o.title, m.title) as title
    from page_link l
    join section s on s.id = l.section_id
    join page p on p.id = l.page_id
    left join profile f on f.page_id = p.id
    left join post o on o.page_id = p.id and o.state = 'published'
    left join material m on m.page_id = p.id and m.state = 'published'
    where l.target = any(${sql.param(targets)}::text[])
      and (f.page_id is not null or o.page_id is not null or m.page_id is not null)`;
  const backwards = query.before !== undefined;
  const cursor = query.before ?? query.after;
  const at = cursor === undefined ? null : readCursor(cursor);
  const edge = at
    ? sql`where (kind, slug, part) ${backwards ? sql`<` : sql`>`} (${at.kind}, ${at.slug}, ${at.part})`
    : sql``;
  const order = backwards ? sql`kind desc, slug desc, part desc` : sql`kind, slug, part`;
  const [{ rows }, counted] = await Promise.all([
    on.execute<Row>(sql`select distinct kind, slug, part, en, fr, ar, title from (${found}) found ${edge}
      order by ${order} limit ${SIZE + 1}`),
    on.execute<{ total: number }>(
      sql`select count(distinct (kind, slug, part))::int as total from (${found}) found`,
    ),
  ]);
  const page = cutPage(rows.flatMap(lineOf), cursorOf, { size: SIZE, cursor, backwards });
  const scopes = [scope.links, scope.blog, scope.training, ...targets.map(scope.linksTo)];
  return { ...page, total: counted.rows[0]?.total ?? 0, scopes };
}

/** A page that leads there, as it is named; nothing of what is no part of a profile any more. */
function lineOf({ kind, slug, part, en, fr, ar, title }: Row): Backlink[] {
  if (kind !== "profile") return title === null ? [] : [{ kind, slug, title }];
  const section = partOf(part)?.section;
  if (!section || en === null || fr === null || ar === null) return [];
  return [{ kind, slug, names: { en, fr, ar }, section }];
}

/** The names under which a post stood before. */
async function listEarlier(target: string, on: Queryable): Promise<string[]> {
  const slug = /^blog\/(.+)$/.exec(target)?.[1];
  if (!slug) return [];
  const { rows } = await on.execute<{ alias: string }>(sql`
    select a.slug as alias from post_alias a join post p on p.page_id = a.post_id where p.slug = ${slug}`);
  return rows.map(({ alias }) => `blog/${alias}`);
}
