import { and, eq, ne, sql } from "drizzle-orm";
import { revision, section } from "@/db/schema/revisions";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { isSectionKey } from "./model";

/** A day of the calendar in UTC, as the directory shows it. */
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/**
 * Whether a published revision changes what the directory shows of its profile: how many sections are written, or the
 * day of its last change. Most do not, and the directory is the largest page there is. How States stand and how many
 * sections are past their date have steps of their own.
 */
export async function markDirectory(
  ctx: Ctx,
  fact: { pageId: string; sectionId: string; section: string; current: Change },
): Promise<string[]> {
  const { before, after } = fact.current;
  // Records of numbers alone have no size and fill a section all the same.
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
