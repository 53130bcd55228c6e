import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import type { Ctx } from "@/lib/core/ctx";
import { env } from "@/lib/env";
import { partOf, type SectionKey } from "./model";

/**
 * The pages of this site that a text leads to, by the beginning of their address, in whatever language it is; also by
 * the whole address, as it is pasted.
 */
function target(): string {
  const host = new URL(env().APP_URL).host.replaceAll(/[^\w-]/g, "\\$&");
  return `^(?:https?://${host})?(?:/(?:fr|ar))?/(countries|blog|training)/([a-z0-9]+(?:-[a-z0-9]+)*)(?:[/?#]|$)`;
}

/** What the current texts of some sections lead to: each page once, their own not at all. */
const wanted = (which: SQL) => sql`
  select distinct s.id as section_id, s.page_id, x.m[1] || '/' || x.m[2] as target
  from section s
  join page p on p.id = s.page_id
  join revision r on r.id = s.current_revision_id
  cross join lateral jsonb_path_query(r.content, 'strict $.**.href') h
  cross join lateral (select regexp_match(h #>> '{}', ${target()}) as m) x
  where ${which} and x.m is not null and not (x.m[2] = p.slug and x.m[1] =
    case p.kind when 'profile' then 'countries' when 'post' then 'blog' else 'training' end)`;

/** Brings the rows of some sections to what their texts say. Answers how many rows differed. */
async function putLinks(tx: Tx, which: SQL): Promise<number> {
  const gone = await tx.execute(sql`delete from page_link l using section s
    where s.id = l.section_id and ${which} and not exists (select 1 from (${wanted(which)}) w
      where w.section_id = l.section_id and w.target = l.target)`);
  const come = await tx.execute(sql`insert into page_link (section_id, page_id, target)
    select section_id, page_id, target from (${wanted(which)}) w on conflict (section_id, target) do nothing`);
  return (gone.rowCount ?? 0) + (come.rowCount ?? 0);
}

/** What follows from a text that is published: which pages it leads to is known in the same transaction. */
export async function projectLinks(ctx: Ctx, { sectionId }: { sectionId: string }): Promise<void> {
  await putLinks(ctx.tx, sql`s.id = ${sectionId}`);
}

/** The same for the starting data. */
export async function projectSeededLinks(
  ctx: Ctx,
  { slugs, posts }: { slugs: readonly string[]; posts: readonly string[] },
): Promise<void> {
  await putLinks(
    ctx.tx,
    sql`s.page_id in (select id from page where (kind = 'profile' and slug = any(${sql.param([...slugs])}::text[]))
      or id = any(${sql.param([...posts])}::uuid[]))`,
  );
}

/** Writes the links of one page anew; with a sound database nothing changes. Answers how many rows differed. */
export function rebuildLinks(tx: Tx, pageId: string): Promise<number> {
  return putLinks(tx, sql`s.page_id = ${pageId}`);
}

/** A text that leads to a page. */
export type Backlink =
  | { kind: "profile"; slug: string; names: { en: string; fr: string; ar: string }; section: SectionKey }
  | { kind: "post" | "material"; slug: string; title: string };

/** How many the list shows. */
const SHOWN = 500;

/** What leads to a profile, as far as everybody may read it: other profiles by section, posts, materials. */
export async function listBacklinks(slug: string, on: Queryable = db()): Promise<Backlink[]> {
  type Row = {
    kind: string;
    slug: string;
    key: string;
    en: string | null;
    fr: string | null;
    ar: string | null;
    title: string | null;
  };
  const { rows } = await on.execute<Row>(sql`
    select p.kind, p.slug, s.key, f.name_en as en, f.name_fr as fr, f.name_ar as ar, coalesce(o.title, m.title) as title
    from page_link l
    join section s on s.id = l.section_id
    join page p on p.id = l.page_id
    left join profile f on f.page_id = p.id
    left join post o on o.page_id = p.id and o.state = 'published'
    left join material m on m.page_id = p.id and m.state = 'published'
    where l.target = ${`countries/${slug}`} and (f.page_id is not null or o.page_id is not null or m.page_id is not null)
    order by p.kind, p.slug, s.key limit ${SHOWN}`);
  const seen = new Set<string>();
  return rows.flatMap((row): Backlink[] => {
    const { en, fr, ar, title } = row;
    const section = partOf(row.key)?.section;
    const once = `${row.kind} ${row.slug} ${section ?? ""}`;
    if (seen.has(once)) return [];
    seen.add(once);
    if (en !== null && fr !== null && ar !== null)
      return section ? [{ kind: "profile", slug: row.slug, names: { en, fr, ar }, section }] : [];
    const kind = row.kind === "post" ? "post" : "material";
    return title === null ? [] : [{ kind, slug: row.slug, title }];
  });
}
