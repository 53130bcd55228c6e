import { and, eq, sql } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { type Protection, page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";

/** A section as the engine handles it. */
export interface SectionRow {
  id: string;
  pageId: string;
  pageKind: string;
  slug: string;
  key: string;
  currentRevisionId: string | null;
  /** Who alone may edit it for now; null once its protection has run out. */
  protection: Protection | null;
}

/** The section of a page that holds the sources which its other sections cite. */
export const SOURCES = "sources";

/** The protection of a section as it is at this moment. */
export const PROTECTION = sql<Protection | null>`case when ${section.protectedUntil} <= now() then null
  else ${section.protection} end`;

/** The columns of a `SectionRow`, of a section joined with its page. */
export const SECTION_ROW = {
  id: section.id,
  pageId: section.pageId,
  pageKind: page.kind,
  slug: page.slug,
  key: section.key,
  currentRevisionId: section.currentRevisionId,
  protection: PROTECTION,
} as const;

/** Where a section stands: its page's kind and slug, and its own key. */
export interface SectionAddress {
  pageKind: string;
  slug: string;
  key: string;
  /** What it is written in, where that is not what its page is; said when the section is made. */
  language?: string;
}

/** A section by its address, or null when there is no such page or the page has no such section yet. */
export async function findSectionRow(on: Queryable, at: SectionAddress): Promise<SectionRow | null> {
  const [row] = await on
    .select(SECTION_ROW)
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.kind, at.pageKind), eq(page.slug, at.slug), eq(section.key, at.key)));
  return row ?? null;
}

/**
 * The section of an address, made when the page has none of this key yet; null when there is no such page. Whether
 * the key is one of its template is the caller's to know.
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

/** Who alone may edit a section from now on, why, and until when; null: every member again. */
export interface NewProtection {
  level: Protection;
  reason: string;
  until: Date | null;
}

/** Protects a section, or ends that. */
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

/** Says what a section is written in; null: the default language. */
export async function writeLanguage(tx: Tx, sectionId: string, language: string | null): Promise<void> {
  await tx.update(section).set({ language }).where(eq(section.id, sectionId));
}

/** What a section is locked for: to write it, or only to keep it as it is while something else is written. */
export interface SectionLock {
  id: string;
  to: "write" | "read";
}

/**
 * Locks sections until the transaction ends, always in the order of their ids, so that two savers of the same two
 * sections wait for each other and never for ever. Answers them as they are now, under the lock, by key.
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
