import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  profile,
  profileAlias,
  profileRecord,
  projectParticipation,
  treatyStatus,
} from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { insertLawRows } from "@/lib/legal";
import { kindOf } from "@/lib/profiles/kinds";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { projectionOf } from "@/lib/profiles/projections";
import { describeContent } from "@/lib/revisions";
import { insertStartingSynonyms } from "@/lib/search";
import { importPosts } from "./apply-posts";
import type { Seed, SeedProfile } from "./index";

/** Rows in one statement, far below Postgres's limit of 65,535 parameters. */
const BATCH = 500;
const SUMMARY = "Starting data";

export interface SeedCounts {
  pages: number;
  revisions: number;
  posts: number;
}

/**
 * Adds the starting data to the database: missing profiles with names and projects, the text of every unwritten section
 * as an import by the community, the editors' posts, and with the first profiles the synonyms of search. Existing data
 * are not changed, so it is safe to repeat. Returns what was added.
 */
export async function applySeed(ctx: Ctx, seed: Seed): Promise<SeedCounts> {
  ctx.asSystem("the operator's command");
  const added = await addPages(ctx, seed);
  const pages = await listPages(ctx.tx);
  await addAliases(ctx.tx, seed, pages);
  await addParticipations(ctx.tx, seed, pages);
  await addSections(ctx.tx, pages);
  const imported = await importSections(ctx, seed, pages);
  const posts = await importPosts(ctx, seed.posts);
  const slugs = [...new Set([...added, ...imported.slugs])].sort();
  const counts = { pages: added.length, revisions: imported.revisions, posts: posts.length };
  if (slugs.length + posts.length === 0) ctx.skipAudit("all of it was there");
  // Only together with new profiles: groups that administrators removed since are not added again.
  if (added.length > 0) await insertStartingSynonyms(ctx, seed.synonyms);
  if (slugs.length + posts.length > 0) await ctx.record("seed.applied", { ...counts, slugs, posts });
  return counts;
}

async function inBatches<Row>(
  rows: readonly Row[],
  write: (batch: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) await write(rows.slice(from, from + BATCH));
}

/** Page ids of profiles by slug. */
async function listPages(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.select({ id: page.id, slug: page.slug }).from(page).where(eq(page.kind, "profile"));
  return new Map(rows.map((row) => [row.slug, row.id]));
}

async function addPages(ctx: Ctx, seed: Seed): Promise<string[]> {
  const there = await listPages(ctx.tx);
  const missing = seed.countries.filter((country) => !there.has(country.slug));
  const ids = new Map(missing.map(({ slug }) => [slug, newId(ctx.now.getTime())]));
  await inBatches(missing, (batch) =>
    ctx.tx
      .insert(page)
      .values(
        batch.map(({ slug }) => ({ id: ids.get(slug) ?? "", kind: "profile", slug, createdAt: ctx.now })),
      ),
  );
  await inBatches(missing, (batch) =>
    ctx.tx.insert(profile).values(
      batch.map((country) => ({
        pageId: ids.get(country.slug) ?? "",
        slug: country.slug,
        iso2: country.iso2,
        iso3: country.iso3,
        nameEn: country.nameEn,
        nameFr: country.nameFr,
        nameAr: country.nameAr,
        region: country.region,
        subregion: country.subregion,
        isUnMember: country.isUnMember,
        isCoeMember: country.isCoeMember,
        designation: country.designation,
        languages: country.languages,
      })),
    ),
  );
  return missing.map(({ slug }) => slug);
}

async function addAliases(tx: Tx, seed: Seed, pages: ReadonlyMap<string, string>): Promise<void> {
  const rows = seed.countries.flatMap(({ slug, aliases }) =>
    aliases.map((alias) => ({ alias, pageId: pages.get(slug) ?? "" })),
  );
  await inBatches(rows, (batch) => tx.insert(profileAlias).values(batch).onConflictDoNothing());
}

async function addParticipations(tx: Tx, seed: Seed, pages: ReadonlyMap<string, string>): Promise<void> {
  const slugs = new Map(seed.countries.map(({ iso3, slug }) => [iso3, slug]));
  const rows = seed.facts.flatMap(({ iso3, ...fact }) => {
    const pageId = pages.get(slugs.get(iso3) ?? "");
    return pageId ? [{ ...fact, pageId }] : [];
  });
  await inBatches(rows, (batch) => tx.insert(projectParticipation).values(batch).onConflictDoNothing());
}

/** Every profile has a row for each section of the template, so that a save never creates one. */
async function addSections(tx: Tx, pages: ReadonlyMap<string, string>): Promise<void> {
  const there = await tx.select({ pageId: section.pageId, key: section.key }).from(section);
  const known = new Set(there.map((row) => `${row.pageId}/${row.key}`));
  const rows = [...pages.values()].flatMap((pageId) =>
    SECTION_KEYS.filter((key) => !known.has(`${pageId}/${key}`)).map((key) => ({ id: newId(), pageId, key })),
  );
  await inBatches(rows, (batch) => tx.insert(section).values(batch).onConflictDoNothing());
}

interface Import {
  slug: string;
  pageId: string;
  sectionId: string;
  key: SectionKey;
  content: unknown;
}

async function importSections(
  ctx: Ctx,
  seed: Seed,
  pages: ReadonlyMap<string, string>,
): Promise<{ revisions: number; slugs: string[] }> {
  const unwritten = await lockUnwritten(ctx.tx);
  const imports = seed.profiles.flatMap((one) => importsOf(one, pages, unwritten));
  if (imports.length === 0) return { revisions: 0, slugs: [] };
  const numbers = await takeNumbers(ctx.tx, imports);
  const rows = imports.map(({ pageId, sectionId, key, content }) => {
    const { size, ...described } = describeContent(kindOf(key), content);
    const number = numbers.get(pageId) ?? 1;
    numbers.set(pageId, number + 1);
    return {
      ...described,
      id: newId(ctx.now.getTime()),
      pageId,
      sectionId,
      number,
      summary: SUMMARY,
      tag: "import" as const,
      state: "published" as const,
      size,
      sizeChange: size,
      clientToken: `import-${sectionId}`,
      createdAt: ctx.now,
    };
  });
  await inBatches(rows, (batch) => ctx.tx.insert(revision).values(batch));
  await inBatches(rows, (batch) => makeCurrent(ctx.tx, batch));
  await project(ctx.tx, imports);
  return { revisions: rows.length, slugs: imports.map(({ slug }) => slug) };
}

/**
 * Locks the sections of profiles without any revision, pending or not, so that none is added meanwhile; by page
 * and key.
 */
async function lockUnwritten(tx: Tx): Promise<Map<string, string>> {
  const any = tx.select({ one: sql`1` }).from(revision).where(eq(revision.sectionId, section.id));
  const rows = await tx
    .select({ id: section.id, pageId: section.pageId, key: section.key })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.kind, "profile"), isNull(section.currentRevisionId), notExists(any)))
    .orderBy(asc(section.id))
    .for("no key update", { of: section });
  return new Map(rows.map((row) => [`${row.pageId}/${row.key}`, row.id]));
}

function importsOf(
  one: SeedProfile,
  pages: ReadonlyMap<string, string>,
  unwritten: ReadonlyMap<string, string>,
): Import[] {
  const pageId = pages.get(one.slug);
  if (!pageId) return [];
  return one.sections.flatMap(({ key, content }) => {
    const sectionId = unwritten.get(`${pageId}/${key}`);
    return sectionId ? [{ slug: one.slug, pageId, sectionId, key, content }] : [];
  });
}

/** Reserves revision numbers on each page, in the order of page ids. Returns the first number by page id. */
async function takeNumbers(tx: Tx, imports: readonly Import[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { pageId } of imports) counts.set(pageId, (counts.get(pageId) ?? 0) + 1);
  const firsts = new Map<string, number>();
  for (const [pageId, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [row] = await tx
      .update(page)
      .set({ lastRevision: sql`${page.lastRevision} + ${count}` })
      .where(eq(page.id, pageId))
      .returning({ last: page.lastRevision });
    firsts.set(pageId, (row?.last ?? count) - count + 1);
  }
  return firsts;
}

function makeCurrent(tx: Tx, rows: readonly { id: string }[]) {
  return tx
    .update(section)
    .set({ currentRevisionId: revision.id })
    .from(revision)
    .where(
      and(
        eq(revision.sectionId, section.id),
        inArray(
          revision.id,
          rows.map((row) => row.id),
        ),
      ),
    );
}

async function project(tx: Tx, imports: readonly Import[]): Promise<void> {
  const rows = imports.map(({ pageId, key, content }) => projectionOf(pageId, key, content));
  await inBatches(
    rows.flatMap(({ records }) => records),
    (batch) => tx.insert(profileRecord).values(batch),
  );
  await inBatches(
    rows.flatMap(({ treaties }) => treaties),
    (batch) => tx.insert(treatyStatus).values(batch),
  );
  await insertLawRows(tx, imports);
}
