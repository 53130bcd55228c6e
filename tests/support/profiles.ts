import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { profile, treatyStatus } from "@/db/schema/profiles";
import { page, type RevisionState, type RevisionTag, revision, section } from "@/db/schema/revisions";
import { newId } from "@/lib/core/id";

/** Creates a minimal profile, without sections. */
export async function makeProfile(
  given: Partial<typeof profile.$inferInsert> & { slug: string; iso2: string },
): Promise<string> {
  const pageId = newId();
  await db().insert(page).values({ id: pageId, kind: "profile", slug: given.slug, createdAt: new Date() });
  await db()
    .insert(profile)
    .values({
      iso3: `${given.iso2}X`,
      nameEn: given.slug,
      nameFr: given.slug,
      nameAr: given.slug,
      region: "Africa",
      isUnMember: true,
      isCoeMember: false,
      languages: ["eng"],
      ...given,
      pageId,
    });
  return pageId;
}

/** Creates a minimal treaty status of a profile. */
export async function makeTreatyStatus(
  given: Partial<typeof treatyStatus.$inferInsert> & { pageId: string; treaty: number },
) {
  await db()
    .insert(treatyStatus)
    .values({ recordId: `cets-${given.treaty}`, status: "party", confidence: "confirmed", ...given });
}

/** The values of a revision that a test writes without the engine; the rest is made up. */
export interface MadeRevision {
  pageId: string;
  /** The section; for a translation combined with its language, which is given as well. */
  key: string;
  language?: string;
  content: unknown;
  authorId?: string | null;
  summary?: string;
  tag?: RevisionTag;
  state?: RevisionState;
  size?: number;
  createdAt?: Date;
}

/**
 * Creates a revision without the engine, current if it is published; its hash and size are made up. For tests of
 * reading, not of saving. Returns its number.
 */
export async function makeRevision(given: MadeRevision): Promise<number> {
  const { pageId, key, content, size = 100, state = "published", createdAt = new Date() } = given;
  const sectionId = await sectionOf(pageId, key, given.language);
  const [own] = await db().select({ last: page.lastRevision }).from(page).where(eq(page.id, pageId));
  const [before] = await db()
    .select({ id: section.currentRevisionId })
    .from(section)
    .where(eq(section.id, sectionId));
  const number = (own?.last ?? 0) + 1;
  const id = newId(createdAt.getTime());
  await db()
    .insert(revision)
    .values({
      id,
      pageId,
      sectionId,
      number,
      parentId: before?.id ?? null,
      baseId: before?.id ?? null,
      authorId: given.authorId ?? null,
      summary: given.summary ?? `Revision ${number}`,
      tag: given.tag ?? "edit",
      state,
      content,
      schemaVersion: 1,
      hash: id,
      size,
      sizeChange: size,
      clientToken: id,
      createdAt,
    });
  await db().update(page).set({ lastRevision: number }).where(eq(page.id, pageId));
  if (state === "published")
    await db().update(section).set({ currentRevisionId: id }).where(eq(section.id, sectionId));
  return number;
}

async function sectionOf(pageId: string, key: string, language?: string): Promise<string> {
  const id = newId();
  await db()
    .insert(section)
    .values({ id, pageId, key, language: language ?? null })
    .onConflictDoNothing();
  const rows = await db()
    .select({ id: section.id, key: section.key })
    .from(section)
    .where(eq(section.pageId, pageId));
  return rows.find((row) => row.key === key)?.id ?? id;
}
