import { createHash } from "node:crypto";
import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { markStale, scope } from "@/lib/core/versions";
import { kindOf } from "@/lib/profiles/kinds";
import { isSectionKey, type SectionKey } from "@/lib/profiles/model";
import { loadSection, profileKinds } from "@/lib/profiles/section-access";
import { contentOf, insertContentRow, readRevision, SOURCES } from "@/lib/revisions";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { type RevisedSynonyms, reviseSynonyms } from "@/lib/search";
import { canonicalJson, sameJson } from "@/lib/text/canonical";
import { textHash } from "@/lib/text/hash";
import type { Seed, SeedProfile } from "./index";

/** What a later edition of the starting data came to. */
export interface Revised {
  /** Sections that nobody had written: the new edition is their first text. */
  begun: number;
  /** Sections that nobody had edited: the new edition is published. */
  revised: number;
  /** Sections that somebody had edited: the new edition waits for review. */
  proposed: number;
  /** Groups of words of the same meaning that were added, and those that the new edition has in other words or not. */
  synonyms: RevisedSynonyms;
}

const SUMMARY = "Later edition of the starting data";

interface Imported {
  slug: string;
  key: SectionKey;
  /** The last revision that the seed published here, and the hash of its text. */
  id: string;
  hash: string;
  isCurrent: boolean;
}

/**
 * Bring a later edition of the starting data to the profiles of a running site. A section that nobody has written is
 * begun. One that stands as the seed left it is revised. One that somebody edited gets a proposal, made from the seed's
 * last text, so that review merges both. What somebody else began is left alone. Safe to repeat: each edition of a
 * section is brought once, whatever reviewers decided.
 */
export async function reviseSeed(ctx: Ctx, seed: Seed): Promise<Revised> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("each revision is recorded by the engine");
  const synonyms = await reviseSynonyms(ctx, seed.synonyms);
  const counts: Revised = { begun: 0, revised: 0, proposed: 0, synonyms };
  await updateLanguages(ctx.tx, seed);
  const imported = await listImported(ctx.tx);
  const unwritten = await listUnwritten(ctx.tx);
  for (const profile of seed.profiles) {
    // Sources come first in each profile: the other sections cite them.
    for (const { key, content } of profile.sections) {
      const last = imported.get(`${profile.slug}/${key}`);
      if (last) await reviseSection(ctx, profile, last, content, counts);
      else if (unwritten.has(`${profile.slug}/${key}`))
        await beginSection(ctx, profile, key, content, counts);
    }
  }
  return counts;
}

/** Official languages are of the data alone: no member edits them. */
async function updateLanguages(tx: Tx, seed: Seed): Promise<void> {
  const rows = await tx.select({ slug: profile.slug, languages: profile.languages }).from(profile);
  const known = new Map(rows.map(({ slug, languages }) => [slug, languages]));
  for (const { slug, languages } of seed.countries) {
    if (sameJson(known.get(slug) ?? languages, languages)) continue;
    await tx.update(profile).set({ languages }).where(eq(profile.slug, slug));
    markStale(tx, scope.profile(slug));
  }
}

/** The seed's last published revision of each section, by slug and key. */
async function listImported(tx: Tx): Promise<Map<string, Imported>> {
  const rows = await tx
    .selectDistinctOn([revision.sectionId], {
      slug: page.slug,
      key: section.key,
      id: revision.id,
      hash: revision.hash,
      isCurrent: sql<boolean>`${section.currentRevisionId} = ${revision.id}`,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(page, eq(page.id, section.pageId))
    .where(
      and(
        eq(page.kind, "profile"),
        eq(revision.tag, "import"),
        eq(revision.state, "published"),
        isNull(revision.authorId),
      ),
    )
    .orderBy(revision.sectionId, sql`${revision.number} desc`);
  return new Map(
    rows.flatMap(({ key, ...row }) => (isSectionKey(key) ? [[`${row.slug}/${key}`, { ...row, key }]] : [])),
  );
}

/** Sections of profiles of which there is no revision, waiting or not, by slug and key. */
async function listUnwritten(tx: Tx): Promise<Set<string>> {
  const any = tx.select({ one: sql`1` }).from(revision).where(eq(revision.sectionId, section.id));
  const rows = await tx
    .select({ slug: page.slug, key: section.key })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.kind, "profile"), isNull(section.currentRevisionId), notExists(any)));
  return new Set(rows.map(({ slug, key }) => `${slug}/${key}`));
}

async function beginSection(
  ctx: Ctx,
  profile: SeedProfile,
  key: SectionKey,
  content: unknown,
  counts: Revised,
): Promise<void> {
  const { section: found } = await loadSection(ctx.tx, profile.slug, key);
  const saved = await bring(ctx, profile, {
    section: found,
    // Somebody may have begun it since: then it is theirs.
    compose: (current, begun) => ({
      content: begun ? current : content,
      conflicts: [],
      merged: false,
      clean: true,
    }),
    base: { id: null, content: kindOf(key).empty() },
    mine: content,
    isPublished: true,
  });
  if (saved.state === "published") counts.begun += 1;
}

async function reviseSection(
  ctx: Ctx,
  profile: SeedProfile,
  last: Imported,
  content: unknown,
  counts: Revised,
): Promise<void> {
  // Most texts stand as they were brought. Their hashes say so, and none of them is read.
  if (last.hash === textHash(canonicalJson(content))) return;
  const kind = kindOf(last.key);
  const before = contentOf(kind, await readRevision(ctx.tx, last.id));
  // Members add sources all the time: a list of sources only ever grows, by what the new edition cites.
  const mine = last.key === SOURCES ? withEarlier(content, before) : content;
  if (sameJson(mine, before)) return;
  const { section: found } = await loadSection(ctx.tx, profile.slug, last.key);
  const brought = and(eq(revision.sectionId, found.id), eq(revision.clientToken, tokenOf(mine)));
  if ((await ctx.tx.$count(revision, brought)) > 0) return;
  if (last.key === SOURCES && !last.isCurrent) return;
  const saved = await bring(ctx, profile, {
    section: found,
    compose: () => ({ content: mine, conflicts: [], merged: false, clean: true }),
    base: { id: last.id, content: before },
    mine,
    isPublished: last.isCurrent,
  });
  if (saved.state === "published") counts.revised += 1;
  if (saved.state === "pending") counts.proposed += 1;
}

type Brought = Pick<
  Parameters<typeof insertContentRow>[1],
  "section" | "compose" | "base" | "mine" | "isPublished"
>;

/** Save one text of the new edition, with the sources that it cites and the profile does not list. */
async function bring(ctx: Ctx, profile: SeedProfile, one: Brought) {
  return insertContentRow(ctx, {
    ...one,
    kinds: profileKinds,
    known: null,
    citing: one.mine,
    newSources: one.section.key === SOURCES ? [] : await missingSources(ctx.tx, profile),
    ifSourceTaken: "kept",
    summary: SUMMARY,
    clientToken: tokenOf(one.mine),
    tag: "import",
    sourceId: null,
    conflictReason: "edit_conflict",
  });
}

const tokenOf = (content: unknown) =>
  `seed-${createHash("sha256").update(canonicalJson(content)).digest("hex").slice(0, 32)}`;

type Records = { schemaVersion: number; records: AnyRecord[] };

/** The new list, with the sources of the earlier one that it does not have any more: texts may still cite them. */
function withEarlier(content: unknown, before: unknown): Records {
  const list = content as Records;
  const ids = new Set(list.records.map(({ id }) => id));
  const earlier = (before as Records).records.filter(({ id }) => !ids.has(id));
  return { ...list, records: [...list.records, ...earlier] };
}

/** Sources of the new edition that the profile's list, which somebody has edited, does not have yet. */
async function missingSources(tx: Tx, profile: SeedProfile): Promise<AnyRecord[]> {
  const { section: sources } = await loadSection(tx, profile.slug, SOURCES);
  const stands = contentOf(kindOf(SOURCES), await readRevision(tx, sources.currentRevisionId)) as Records;
  const known = new Set(stands.records.map(({ id }) => id));
  return profile.sourcesRecords.filter(({ id }) => !known.has(id)) as unknown as AnyRecord[];
}
