import { eq, inArray } from "drizzle-orm";
import { pageLink } from "@/db/schema/page-links";
import { draft, presence, revision, section } from "@/db/schema/revisions";
import { notice, pageEvent, subjectEvent, watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Erases the texts of a page that only its authors read, with drafts and notices about them. The trigger that
 * guards revisions allows this only if the page is marked as never published and expired, which the caller
 * does before.
 */
export async function eraseTexts({ tx }: Ctx, pageId: string): Promise<void> {
  const sections = tx.select({ id: section.id }).from(section).where(eq(section.pageId, pageId));
  for (const table of [draft, presence]) await tx.delete(table).where(inArray(table.sectionId, sections));
  for (const table of [pageLink, notice, watch, pageEvent, subjectEvent])
    await tx.delete(table).where(eq(table.pageId, pageId));
  await tx.update(section).set({ currentRevisionId: null }).where(eq(section.pageId, pageId));
  await tx.delete(revision).where(eq(revision.pageId, pageId));
}
