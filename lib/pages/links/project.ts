import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { pageLink } from "@/db/schema/page-links";
import { page, revision, section } from "@/db/schema/revisions";
import type { Given } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { targetsOf } from "@/lib/text/targets";
import { type Area, linkKinds, namedIn } from "./kinds";

interface Row {
  sectionId: string;
  pageId: string;
  target: string;
}

/** The text of a section, and where it is. */
interface Text {
  sectionId: string;
  pageId: string;
  pageKind: string;
  slug: string;
  content: unknown;
}

/** Lists the current texts of some sections. */
function listTexts(tx: Tx, which: SQL): Promise<Text[]> {
  return tx
    .select({
      sectionId: section.id,
      pageId: section.pageId,
      pageKind: page.kind,
      slug: page.slug,
      content: revision.content,
    })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(which);
}

/** Lists what texts link to: each target once, links to the page itself excluded. */
async function readWanted(tx: Tx, texts: readonly Text[]): Promise<Row[]> {
  const { kinds, areas } = linkKinds();
  const home = env().APP_URL;
  const secret = new Set(kinds.flatMap(({ kind, isSecret }) => (isSecret ? [kind] : [])));
  const found = texts
    .filter(({ pageKind }) => !secret.has(pageKind))
    .map(({ content, ...text }) => ({ ...text, targets: targetsOf(content, home) }));
  const nameOf = await readNames(areas, tx, new Set(found.flatMap(({ targets }) => [...targets])));
  const areaOf = new Map(kinds.map(({ kind, area }) => [kind, area]));
  return found.flatMap(({ sectionId, pageId, pageKind, slug, targets }) =>
    [...new Set([...targets].flatMap((target) => nameOf(target) ?? []))]
      .filter((target) => target !== `${areaOf.get(pageKind)}/${slug}`)
      .map((target) => ({ sectionId, pageId, target })),
  );
}

/** Finds the name under which each target is stored; a target that does not exist keeps the name of the link. */
async function readNames(
  areas: readonly Area[],
  tx: Tx,
  targets: ReadonlySet<string>,
): Promise<(target: string) => string | null> {
  const named = await Promise.all(
    areas.map(async ({ area, keptAs }) => [area, await keptAs?.(namedIn(area, targets), tx)] as const),
  );
  const keptIn = new Map(named);
  return (target) => {
    const [area = "", name = ""] = target.split("/");
    const kept = keptIn.get(area)?.(name);
    return kept === undefined ? target : kept && `${area}/${kept}`;
  };
}

const keyOf = ({ sectionId, target }: Row) => `${sectionId} ${target}`;

/** Updates the stored links of sections to match their texts. Returns the rows that differed. */
async function updateLinks(tx: Tx, texts: readonly Text[], which: SQL): Promise<Row[]> {
  const wanted = await readWanted(tx, texts);
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
 * Updates stored links in the transaction that publishes a text, and returns the stale lists of links to its
 * targets.
 */
export async function projectLinks(ctx: Ctx, fact: Given<"revision.published">): Promise<string[]> {
  const { before, after } = fact.current;
  const leadsOn = [before, after].some((text) => text && targetsOf(text.content, env().APP_URL).size > 0);
  if (!leadsOn) return [];
  const text = { ...fact, content: after.content };
  const changed = await updateLinks(ctx.tx, [text], sql`${section.id} = ${fact.sectionId}`);
  return changed.map(({ target }) => scope.linksTo(target));
}

/** The same for seeded pages of one kind by slug, and for others by id. */
export async function projectSeededLinks(
  ctx: Ctx,
  { kind, slugs, ids }: { kind: string; slugs: readonly string[]; ids: readonly string[] },
): Promise<void> {
  const pages = await ctx.tx
    .select({ id: page.id })
    .from(page)
    .where(or(and(eq(page.kind, kind), inArray(page.slug, [...slugs])), inArray(page.id, [...ids])));
  for (let from = 0; from < pages.length; from += BATCH)
    await rebuildLinks(
      ctx.tx,
      pages.slice(from, from + BATCH).map(({ id }) => id),
    );
}

/** Number of pages whose texts are read at once. */
const BATCH = 20;

/** Rebuilds the stored links of pages; if they were correct nothing changes. Returns how many rows differed. */
export async function rebuildLinks(tx: Tx, pageIds: readonly string[]): Promise<number> {
  const which = sql`${section.pageId} = any(${sql.param([...pageIds])}::uuid[])`;
  return (await updateLinks(tx, await listTexts(tx, which), which)).length;
}

/** Lists all pages whose texts may contain links, in a fixed order. */
export async function listLinkingPageIds(on: Queryable = db()): Promise<string[]> {
  const rows = await on.select({ id: page.id }).from(page).orderBy(page.id);
  return rows.map(({ id }) => id);
}
