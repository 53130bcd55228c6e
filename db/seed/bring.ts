import { createHash } from "node:crypto";
import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { kindOf } from "@/lib/profiles/kinds";
import { isSectionKey, type SectionKey } from "@/lib/profiles/model";
import { loadSection, profileKinds } from "@/lib/profiles/section-access";
import { contentOf, insertContentRow, readRevision, SOURCES } from "@/lib/revisions";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { canonicalJson } from "@/lib/text/canonical";

/*
 * Writes one text of a newer edition of the data into its section: for the data of this version, and for
 * editions received by an operator.
 */

/** The last imported revision of a section, and its text's hash: the last published one, or the last of any state. */
export interface Imported {
  slug: string;
  key: SectionKey;
  id: string;
  hash: string;
  isCurrent: boolean;
}

/**
 * Reads the last import of each profile section, by slug and key. `which`: published imports only, or those of any
 * state.
 */
export async function listImported(
  tx: Queryable,
  which: "published" | "any" = "published",
): Promise<Map<string, Imported>> {
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
        which === "published" ? eq(revision.state, "published") : undefined,
        isNull(revision.authorId),
      ),
    )
    .orderBy(revision.sectionId, sql`${revision.number} desc`);
  return new Map(
    rows.flatMap(({ key, ...row }) => (isSectionKey(key) ? [[`${row.slug}/${key}`, { ...row, key }]] : [])),
  );
}

/** Lists the sections of profiles without any revision, pending or not, by slug and key. */
export async function listUnwritten(tx: Queryable): Promise<Set<string>> {
  const any = tx.select({ one: sql`1` }).from(revision).where(eq(revision.sectionId, section.id));
  const rows = await tx
    .select({ slug: page.slug, key: section.key })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.kind, "profile"), isNull(section.currentRevisionId), notExists(any)));
  return new Set(rows.map(({ slug, key }) => `${slug}/${key}`));
}

type Plan = Parameters<typeof insertContentRow>[1];

interface Brought extends Pick<Plan, "section" | "compose" | "base" | "mine" | "isPublished" | "summary"> {
  clientToken: string;
  /** Sources that the text can cite. */
  sources: readonly AnyRecord[];
}

/** Saves one text of a newer edition, and adds to the profile those of `sources` that it lacks. */
export async function bring(ctx: Ctx, { sources, ...one }: Brought) {
  return insertContentRow(ctx, {
    ...one,
    kinds: profileKinds,
    known: null,
    citing: one.mine,
    newSources: one.section.key === SOURCES ? [] : await missingSources(ctx.tx, one.section.slug, sources),
    ifSourceTaken: "kept",
    author: "none",
    tag: "import",
    sourceId: null,
    conflictReason: "edit_conflict",
  });
}

/** Writes the first text of a section. A section that was written meanwhile is left alone. */
export async function beginWith(
  ctx: Ctx,
  place: { slug: string; key: SectionKey },
  one: Pick<Brought, "mine" | "sources" | "summary" | "clientToken">,
) {
  const { section: found } = await loadSection(ctx.tx, place.slug, place.key);
  return bring(ctx, {
    ...one,
    section: found,
    compose: (current, begun) => ({
      content: begun ? current : one.mine,
      conflicts: [],
      merged: false,
      clean: true,
    }),
    base: { id: null, content: kindOf(place.key).empty() },
    isPublished: true,
  });
}

/** Hashes a text for a `clientToken`. Further parts distinguish it from the same text brought at another time. */
export const hashOfText = (...parts: unknown[]) =>
  createHash("sha256")
    .update(parts.map((part) => canonicalJson(part)).join("\n"))
    .digest("hex")
    .slice(0, 32);

/** Lists the sources of a newer edition that the profile lacks. */
async function missingSources(tx: Tx, slug: string, sources: readonly AnyRecord[]): Promise<AnyRecord[]> {
  const { section: listed } = await loadSection(tx, slug, SOURCES);
  const current = contentOf(kindOf(SOURCES), await readRevision(tx, listed.currentRevisionId));
  const known = new Set((current as { records: AnyRecord[] }).records.map(({ id }) => id));
  return sources.filter(({ id }) => !known.has(id));
}

/** A list of sources as its section stores it. */
export interface Records {
  schemaVersion: number;
  records: AnyRecord[];
}

/** Adds to a list of sources those of another list that it lacks. */
export function withMissing(list: Records, other: Records): Records {
  const ids = new Set(list.records.map(({ id }) => id));
  return { ...list, records: [...list.records, ...other.records.filter(({ id }) => !ids.has(id))] };
}
