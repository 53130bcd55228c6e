import { eq } from "drizzle-orm";
import { page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";

/*
 * The pages of sections, as rows: their domains say what stands round them. Slugs are free, or the database refuses them.
 */

interface NewPage {
  kind: string;
  slug: string;
  key: string;
  /** Said where a form that is sent again must make the same page. */
  pageId?: string;
}

/** Makes a page that is one text, with the section of that text, whose key it is. Answers their ids. */
export async function makePage(
  { tx, now }: Ctx,
  { kind, slug, key, pageId = newId(now.getTime()) }: NewPage,
): Promise<{ pageId: string; sectionId: string }> {
  const sectionId = newId(now.getTime());
  await tx.insert(page).values({ id: pageId, kind, slug, createdAt: now });
  await tx.insert(section).values({ id: sectionId, pageId, key });
  return { pageId, sectionId };
}

/** Gives a page another address. */
export async function movePage({ tx }: Ctx, pageId: string, slug: string): Promise<void> {
  await tx.update(page).set({ slug }).where(eq(page.id, pageId));
}

/** Takes a page away whose texts were forgotten before (`eraseTexts`), so that its address is free again. */
export async function removePage({ tx }: Ctx, pageId: string): Promise<void> {
  await tx.delete(section).where(eq(section.pageId, pageId));
  await tx.delete(page).where(eq(page.id, pageId));
}
