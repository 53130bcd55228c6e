import { and, eq, ne, sql } from "drizzle-orm";
import { revision, section } from "@/db/schema/revisions";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { dayOf } from "@/lib/core/moments";
import { scope } from "@/lib/core/versions";
import { isSectionKey } from "./model";

/** Returns the UTC day, as the directory shows it. */

/**
 * Returns the scope of the directory, which makes its pages stale, if a published revision can change its row:
 * the number of written sections, or the day of the last change. Most revisions do not, and the directory is the
 * largest page. Treaty status and overdue sections have steps of their own.
 */
export async function markDirectory(
  ctx: Ctx,
  fact: { pageId: string; sectionId: string; section: string; current: Change },
): Promise<string[]> {
  const { before, after } = fact.current;
  // Records of only numbers have no text size but fill a section too.
  const mayFill = isSectionKey(fact.section) && (!before?.size || !after.size);
  if (mayFill) return [scope.directory];
  const day = dayOf(after.createdAt);
  if (before && dayOf(before.createdAt) === day) return [];
  const [others] = await ctx.tx
    .select({ at: sql<string | null>`max(${revision.createdAt})` })
    .from(section)
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(eq(section.pageId, fact.pageId), ne(section.id, fact.sectionId)));
  return others?.at && dayOf(new Date(others.at)) === day ? [] : [scope.directory];
}
