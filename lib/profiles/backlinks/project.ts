import { eq, type SQL, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { pageLink } from "@/db/schema/page-links";
import { page, revision, section } from "@/db/schema/revisions";
import { findArticle } from "@/lib/convention";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { targetsOf } from "@/lib/text/targets";
import { findSlugsOf } from "../reading";

/** Where a page stands, by what it is. */
const AREAS: Readonly<Record<string, string>> = { profile: "countries", post: "blog", material: "training" };

interface Row {
  sectionId: string;
  pageId: string;
  target: string;
}

/** What the current texts of some sections lead to: each page once, their own not at all. */
async function readWanted(tx: Tx, which: SQL): Promise<Row[]> {
  const texts = await tx
    .select({
      ...{ sectionId: section.id, pageId: section.pageId, kind: page.kind, slug: page.slug },
      content: revision.content,
    })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(which);
  const home = env().APP_URL;
  const found = texts.map(({ content, ...text }) => ({ ...text, targets: targetsOf(content, home) }));
  const nameOf = await readNames(tx, new Set(found.flatMap(({ targets }) => [...targets])));
  return found.flatMap(({ sectionId, pageId, kind, slug, targets }) =>
    [...new Set([...targets].flatMap((target) => nameOf(target) ?? []))]
      .filter((target) => target !== `${AREAS[kind]}/${slug}`)
      .map((target) => ({ sectionId, pageId, target })),
  );
}

/**
 * Under which name a target is kept: countries by their slug, whatever the link calls them, articles only where there
 * is one; what is not there yet as the link names it.
 */
async function readNames(tx: Tx, targets: ReadonlySet<string>): Promise<(target: string) => string | null> {
  const called = [...targets].flatMap((target) => /^countries\/(.+)$/.exec(target)?.[1] ?? []);
  const slugs = await findSlugsOf(called, tx);
  return (target) => {
    const [area = "", name = ""] = target.split("/");
    if (area === "convention") return findArticle(name) ? target : null;
    const slug = area === "countries" ? slugs.get(name) : undefined;
    return slug ? `countries/${slug}` : target;
  };
}

const keyOf = ({ sectionId, target }: Row) => `${sectionId} ${target}`;

/** Brings the rows of some sections to what their texts say. Answers the rows that differed. */
async function putLinks(tx: Tx, which: SQL): Promise<Row[]> {
  const wanted = await readWanted(tx, which);
  const there = await tx
    .select({ sectionId: pageLink.sectionId, pageId: pageLink.pageId, target: pageLink.target })
    .from(pageLink)
    .innerJoin(section, eq(section.id, pageLink.sectionId))
    .where(which);
  const [isWanted, isThere] = [new Set(wanted.map(keyOf)), new Set(there.map(keyOf))];
  const gone = there.filter((row) => !isWanted.has(keyOf(row)));
  const come = wanted.filter((row) => !isThere.has(keyOf(row)));
  const columns = (rows: Row[]) => sql`unnest(${sql.param(rows.map((row) => row.sectionId))}::uuid[],
    ${sql.param(rows.map((row) => row.pageId))}::uuid[], ${sql.param(rows.map((row) => row.target))}::text[])`;
  if (gone.length > 0)
    await tx.execute(sql`delete from page_link l using ${columns(gone)} as g (section_id, page_id, target)
      where l.section_id = g.section_id and l.target = g.target`);
  if (come.length > 0)
    await tx.execute(sql`insert into page_link (section_id, page_id, target)
      select * from ${columns(come)} on conflict (section_id, target) do nothing`);
  return [...gone, ...come];
}

/**
 * What follows from a text that is published: which pages it leads to is known in the same transaction, and the lists
 * of what leads to those are stale.
 */
export async function projectLinks(ctx: Ctx, { sectionId }: { sectionId: string }): Promise<string[]> {
  const changed = await putLinks(ctx.tx, sql`${section.id} = ${sectionId}`);
  return changed.map(({ target }) => scope.linksTo(target));
}

/** The same for the starting data. */
export async function projectSeededLinks(
  ctx: Ctx,
  { slugs, posts }: { slugs: readonly string[]; posts: readonly string[] },
): Promise<void> {
  const pages = await ctx.tx
    .select({ id: page.id })
    .from(page)
    .where(
      sql`(${page.kind} = 'profile' and ${page.slug} = any(${sql.param([...slugs])}::text[]))
        or ${page.id} = any(${sql.param([...posts])}::uuid[])`,
    );
  for (let from = 0; from < pages.length; from += BATCH)
    await rebuildLinks(
      ctx.tx,
      pages.slice(from, from + BATCH).map(({ id }) => id),
    );
}

/** Pages whose texts are read at once. */
const BATCH = 20;

/** Writes the links of some pages anew; with a sound database nothing changes. Answers how many rows differed. */
export async function rebuildLinks(tx: Tx, pageIds: readonly string[]): Promise<number> {
  return (await putLinks(tx, sql`${section.pageId} = any(${sql.param([...pageIds])}::uuid[])`)).length;
}

/** All pages whose texts may lead to others, in a fixed order: profiles, posts, materials. */
export async function listLinkingPageIds(on: Queryable = db()): Promise<string[]> {
  const rows = await on.select({ id: page.id }).from(page).orderBy(page.id);
  return rows.map(({ id }) => id);
}
