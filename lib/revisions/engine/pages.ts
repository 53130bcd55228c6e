import { eq } from "drizzle-orm";
import { page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { ensureSectionRow } from "./sections";

/*
 * Rows of pages and sections; domains add their own data. The caller checks that a slug is free, or the
 * database rejects it.
 */

interface NewPage {
  kind: string;
  slug: string;
  key: string;
  /** Set if a form that is sent twice must create the same page. */
  pageId?: string;
}

/** Inserts a page of one text with its section, whose key is `key`. Returns their ids. */
export async function makePage(
  { tx, now }: Ctx,
  { kind, slug, key, pageId = newId(now.getTime()) }: NewPage,
): Promise<{ pageId: string; sectionId: string }> {
  const sectionId = newId(now.getTime());
  await tx.insert(page).values({ id: pageId, kind, slug, createdAt: now });
  await tx.insert(section).values({ id: sectionId, pageId, key });
  return { pageId, sectionId };
}

/** Finds the page at an address, and inserts it with its section if there is none. Returns its id. */
export async function ensurePage(
  { tx, now }: Ctx,
  { kind, slug, key }: Pick<NewPage, "kind" | "slug" | "key">,
): Promise<string> {
  const row = { id: newId(now.getTime()), kind, slug, createdAt: now };
  await tx.insert(page).values(row).onConflictDoNothing();
  const own = await ensureSectionRow(tx, { pageKind: kind, slug, key });
  if (!own) throw new Error("a page went while it was inserted");
  return own.pageId;
}

/** Changes a page's slug. */
export async function movePage({ tx }: Ctx, pageId: string, slug: string): Promise<void> {
  await tx.update(page).set({ slug }).where(eq(page.id, pageId));
}

/** Deletes a page whose texts were erased before (`eraseTexts`), which frees its address. */
export async function removePage({ tx }: Ctx, pageId: string): Promise<void> {
  await tx.delete(section).where(eq(section.pageId, pageId));
  await tx.delete(page).where(eq(page.id, pageId));
}
