import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { cutPage, type Page } from "@/lib/core/paging";
import { scope } from "@/lib/core/versions";
import { type LinkingKind, linkKinds, pathOfPage } from "./kinds";
import { type Backlink, type BacklinksQuery, cursorOf, readCursor } from "./model";

/** Rows on a page of the list. */
const SIZE = 100;

export interface Backlinks extends Page<Backlink> {
  total: number;
  /** Kinds of page that may occur, in the order of the list. */
  kinds: readonly string[];
  /** Scopes that make the list stale: links added or removed, pages published or retracted. */
  scopes: string[];
}

type Row = Omit<Backlink, "path">;

/**
 * Lists public texts that link to a page ("countries/senegal", "convention/185-18"), by part where the
 * linking page has named parts. Links to earlier names of the page are included.
 */
export async function listBacklinks(
  target: string,
  query: BacklinksQuery = {},
  on: Queryable = db(),
): Promise<Backlinks> {
  const kinds = linkKinds().kinds.filter(({ isSecret }) => !isSecret);
  const targets = [target, ...(await listEarlier(kinds, target, on))];
  const found = sql.join(
    kinds.map(
      ({ kind, shown, isPart }) => sql`
    select p.kind, p.slug, ${isPart ? sql`split_part(s.key, '@', 1)` : sql`''`} as part, h.name
    from page_link l
    join section s on s.id = l.section_id
    join page p on p.id = l.page_id and p.kind = ${kind}
    join (${shown}) h on h.page_id = p.id
    where l.target = any(${sql.param(targets)}::text[])`,
    ),
    sql` union all `,
  );
  const backwards = query.before !== undefined;
  const cursor = query.before ?? query.after;
  const at = cursor === undefined ? null : readCursor(cursor);
  const edge = at
    ? sql`where (kind, slug, part) ${backwards ? sql`<` : sql`>`} (${at.kind}, ${at.slug}, ${at.part})`
    : sql``;
  const order = backwards ? sql`kind desc, slug desc, part desc` : sql`kind, slug, part`;
  const [{ rows }, counted] = await Promise.all([
    on.execute<
      Row & Record<string, unknown>
    >(sql`select distinct kind, slug, part, name from (${found}) found ${edge}
      order by ${order} limit ${SIZE + 1}`),
    on.execute<{ total: number }>(
      sql`select count(distinct (kind, slug, part))::int as total from (${found}) found`,
    ),
  ]);
  const page = cutPage(
    rows.flatMap((row) => lineOf(kinds, row)),
    cursorOf,
    { size: SIZE, cursor, backwards },
  );
  const scopes = [scope.links, ...kinds.flatMap(({ list }) => list ?? []), ...targets.map(scope.linksTo)];
  return { ...page, total: counted.rows[0]?.total ?? 0, kinds: kinds.map(({ kind }) => kind), scopes };
}

/** A row with its address; nothing if the page no longer has that part. */
function lineOf(kinds: readonly LinkingKind[], row: Row): Backlink[] {
  const own = kinds.find(({ kind }) => kind === row.kind);
  if (!own || (own.isPart && !own.isPart(row.part))) return [];
  return [{ ...row, path: pathOfPage(own, row.slug) }];
}

/** Finds the earlier names of a page. */
async function listEarlier(kinds: readonly LinkingKind[], target: string, on: Queryable): Promise<string[]> {
  const [area, slug = ""] = target.split("/");
  const names = await kinds.find((kind) => kind.area === area)?.findEarlier?.(slug, on);
  return (names ?? []).map((name) => `${area}/${name}`);
}
