import { and, eq, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { isSectionKey } from "./model";

const before = alias(revision, "before");

/** A day of the calendar in UTC, as the directory shows it. */
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/**
 * Whether a published revision changes what the directory shows of its profile: how many sections are written, or the
 * day of its last change. Most do not, and the directory is the largest page there is. How States stand and how many
 * sections are past their date have steps of their own.
 */
export async function markDirectory(
  ctx: Ctx,
  fact: { pageId: string; sectionId: string; section: string; revisionId: string },
): Promise<string[]> {
  const [[made], [others]] = await Promise.all([
    ctx.tx
      .select({
        at: revision.createdAt,
        size: revision.size,
        beforeAt: before.createdAt,
        beforeSize: before.size,
      })
      .from(revision)
      .leftJoin(before, eq(before.id, revision.parentId))
      .where(eq(revision.id, fact.revisionId)),
    ctx.tx
      .select({ at: sql<string | null>`max(${revision.createdAt})` })
      .from(section)
      .innerJoin(revision, eq(revision.id, section.currentRevisionId))
      .where(and(eq(section.pageId, fact.pageId), ne(section.id, fact.sectionId))),
  ]);
  if (!made) return [scope.directory];
  // Records of numbers alone have no size and fill a section all the same.
  const mayFill = isSectionKey(fact.section) && (!made.beforeSize || !made.size);
  const earlier = [made.beforeAt, others?.at ? new Date(others.at) : null].filter((at) => at !== null);
  const isOfTheDay = earlier.some((at) => dayOf(at) === dayOf(made.at));
  return mayFill || !isOfTheDay ? [scope.directory] : [];
}
