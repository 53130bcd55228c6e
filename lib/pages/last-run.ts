import { and, desc, eq, gt, lt, not, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import { contentOf, isAuthorHidden, isStanding, isTextHidden, readRevisionByNumber } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { listStandingRevisions } from "./history";
import type { HistoryOf, LastRun, Rollback } from "./model";
import { lines, linesOf } from "./revision-lines";

/**
 * Finds the last uninterrupted run of revisions by one author, and the newest revision by someone else before
 * it: what a rollback removes and restores. Null if everything is by one author.
 */
export async function findLastRun(
  { kind, slug }: Pick<HistoryOf, "kind" | "slug">,
  key: string,
  on: Queryable = db(),
): Promise<LastRun | null> {
  const [own] = await on
    .select({ id: section.id, last: revision.id, number: revision.number, authorId: revision.authorId })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(eq(page.kind, kind), eq(page.slug, slug), eq(section.key, key)));
  if (!own) return null;
  const [before] = await lines(on)
    .where(
      and(
        eq(revision.sectionId, own.id),
        isStanding(),
        lt(revision.number, own.number),
        sql`${revision.authorId} is distinct from ${own.authorId}::uuid`,
        not(isTextHidden()),
      ),
    )
    .orderBy(desc(revision.number))
    .limit(1);
  if (!before) return null;
  const [newest, [run]] = await Promise.all([
    lines(on).where(eq(revision.id, own.last)),
    on
      .select({
        count: sql<number>`count(*)::int`,
        first: sql<number>`min(${revision.number})`,
        isAuthorHidden: sql<boolean>`bool_or(${isAuthorHidden()})`,
      })
      .from(revision)
      .where(and(eq(revision.sectionId, own.id), isStanding(), gt(revision.number, before.number))),
  ]);
  const [last, target] = await linesOf([...newest, before], on);
  if (!last || !target || !run) return null;
  const { first, count } = run;
  // All revisions of a run have one author: if the author of one is hidden, naming another would reveal it.
  return { last: run.isAuthorHidden ? { ...last, author: "hidden" } : last, target, first, count };
}

/** Maximum number of removed revisions that are listed. */
const NAMED = 20;

/** Previews a rollback of a section; null if there is nothing to roll back to. */
export async function compareLastRun(
  at: Pick<HistoryOf, "kind" | "slug"> & { pageId: string },
  kind: SectionKind<unknown>,
  key: string,
  on: Queryable = db(),
): Promise<Rollback | null> {
  const run = await findLastRun(at, key, on);
  if (!run) return null;
  const [revisions, standing, target] = await Promise.all([
    listStandingRevisions(at, key, { after: run.target.number, limit: NAMED }, on),
    readRevisionByNumber(on, at.pageId, run.last.number),
    readRevisionByNumber(on, at.pageId, run.target.number),
  ]);
  return { ...run, revisions, diff: kind.diff(contentOf(kind, standing), contentOf(kind, target)) };
}
