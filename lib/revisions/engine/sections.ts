import { and, eq, sql } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { type Protection, page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";

/** A section as the engine uses it. */
export interface SectionRow {
  id: string;
  pageId: string;
  pageKind: string;
  slug: string;
  key: string;
  currentRevisionId: string | null;
  /** Who may edit it for now; null if it has no protection in force. */
  protection: Protection | null;
}

/** Key of the section with the sources that a page's other sections cite. */
export const SOURCES = "sources";

/** SQL: a section's protection in force. */
export const PROTECTION = sql<Protection | null>`case when ${section.protectedUntil} <= now() then null
  else ${section.protection} end`;

/** The columns of a `SectionRow`, for a query of section joined with page. */
export const SECTION_ROW = {
  id: section.id,
  pageId: section.pageId,
  pageKind: page.kind,
  slug: page.slug,
  key: section.key,
  currentRevisionId: section.currentRevisionId,
  protection: PROTECTION,
} as const;

/** Identifies a section: kind and slug of its page, and its key. */
export interface SectionAddress {
  pageKind: string;
  slug: string;
  key: string;
  /** Language of the section, if not that of its page; used when the section is created. */
  language?: string;
}

/** Finds a section by its address; null if the page or the section does not exist. */
export async function findSectionRow(on: Queryable, at: SectionAddress): Promise<SectionRow | null> {
  const [row] = await on
    .select(SECTION_ROW)
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.kind, at.pageKind), eq(page.slug, at.slug), eq(section.key, at.key)));
  return row ?? null;
}

/**
 * Finds a section and creates it if the page lacks it; null if there is no such page. The caller checks that
 * the key belongs to the page's template.
 */
export async function ensureSectionRow(tx: Tx, at: SectionAddress): Promise<SectionRow | null> {
  const found = await findSectionRow(tx, at);
  if (found) return found;
  const [owner] = await tx
    .select({ id: page.id })
    .from(page)
    .where(and(eq(page.kind, at.pageKind), eq(page.slug, at.slug)));
  if (!owner) return null;
  await tx
    .insert(section)
    .values({ id: newId(), pageId: owner.id, key: at.key, language: at.language ?? null })
    .onConflictDoNothing({ target: [section.pageId, section.key] });
  return findSectionRow(tx, at);
}

/** A new protection: level, reason and end. Null means none. */
export interface NewProtection {
  level: Protection;
  reason: string;
  until: Date | null;
}

/** Sets or removes a section's protection. */
export async function writeProtection(
  { tx, now, actor }: Ctx,
  sectionId: string,
  is: NewProtection | null,
): Promise<void> {
  await tx
    .update(section)
    .set({
      protection: is?.level ?? null,
      protectionReason: is?.reason ?? null,
      protectedAt: is ? now : null,
      protectedUntil: is?.until ?? null,
      protectedBy: (is && actor?.id) ?? null,
    })
    .where(eq(section.id, sectionId));
}

/** Sets a section's language; null: the default. */
export async function writeLanguage(tx: Tx, sectionId: string, language: string | null): Promise<void> {
  await tx.update(section).set({ language }).where(eq(section.id, sectionId));
}

/** A section to lock: for writing, or only against changes by others. */
export interface SectionLock {
  id: string;
  to: "write" | "read";
}

/**
 * Locks sections until the transaction ends, in the order of their ids to avoid deadlocks. Returns their
 * rows, read under the lock, by key.
 */
export async function lockSections(tx: Tx, locks: readonly SectionLock[]): Promise<Map<string, SectionRow>> {
  const locked = new Map<string, SectionRow>();
  for (const one of [...locks].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const [row] = await tx
      .select(SECTION_ROW)
      .from(section)
      .innerJoin(page, eq(page.id, section.pageId))
      .where(eq(section.id, one.id))
      .for(one.to === "write" ? "no key update" : "share", { of: section });
    if (row) locked.set(row.key, row);
  }
  return locked;
}
