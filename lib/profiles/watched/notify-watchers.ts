import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import {
  isFirstNotified,
  type Key,
  keyOf,
  listWatchedWithin,
  makeNotices,
  type RankedThing,
  showAgain,
  watchOwnEdit,
} from "@/lib/notices";
import { contentOf, readRevision, type StoredRevision } from "@/lib/revisions";
import type { RecordsDiff } from "@/lib/revisions/model";
import { isTrivial } from "@/lib/revisions/prose/trivial";
import { kindOf } from "../kinds";
import { partOf, type SectionKey, sectionOf } from "../model";
import { type ChangedPart, partsOf, rankOf, thingsRound } from "./parts";

/** A published revision, as in its event. */
interface PublishedFact {
  pageId: string;
  revisionId: string;
  authorId: string | null;
}

/**
 * Queues the job that notifies watchers, in the saver's transaction, if there can be any, or if the author's
 * settings add the section to their watchlist. One statement with a few index lookups: a page with ten thousand
 * watchers is saved as fast as one without (decision 7).
 */
export async function queueWatcherNotices({ tx }: Ctx, fact: PublishedFact): Promise<void> {
  const payload = JSON.stringify({ revisionId: fact.revisionId });
  await tx.execute(sql`select graphile_worker.add_job('tell-watchers', ${payload}::json, max_attempts := 8)
    where exists (select 1 from watch w where w.page_id = ${fact.pageId})
      or exists (select 1 from profile p join watch w on w.kind = 'region' and w.key = p.region
        where p.page_id = ${fact.pageId})
      or exists (select 1 from notice_setting s where s.member_id = ${fact.authorId} and s.own_edits <> 'normal')`);
}

interface Published {
  id: string;
  pageId: string;
  section: SectionKey;
  region: string | null;
  number: number;
  /** The published revision of the page before it; 0 before the first. */
  previous: number;
  parentId: string | null;
  authorId: string | null;
  /** When readers could see it: it may have waited for review. */
  at: Date;
  wasPending: boolean;
}

/**
 * Notifies those who watch what a published revision changed, except its author. Safe to run twice. Returns
 * how many notices were created or extended.
 */
export async function notifyWatchers(ctx: Ctx, input: { revisionId: string }): Promise<number> {
  ctx.asSystem("the notices follow from a revision, which the policy was asked for");
  ctx.skipAudit("the revision is recorded; notices follow from it");
  const found = await findPublished(ctx.tx, input.revisionId);
  if (!found || !(await isFirstNotified(ctx, found.id))) return 0;
  if (found.wasPending) await showAgain(ctx.tx, found);
  await watchOwnEdit(ctx, { ...found, kind: "section", key: keyOf(found.pageId, found.section) });
  const parts = await changedParts(ctx.tx, found);
  if (parts.length === 0) return 0;
  const subject = ranked({ kind: "section", key: keyOf(found.pageId, found.section) });
  return makeNotices(
    ctx,
    { ...found, subject },
    parts.map(({ things }) => things.map(ranked)),
  );
}

const ranked = (thing: Key): RankedThing => ({
  ...thing,
  rank: rankOf(thing.kind),
  category: thing.kind === "region" ? "region" : "profile",
});

/** Finds a published revision of a profile; null if it was merged into another one, which is notified instead. */
async function findPublished(tx: Tx, revisionId: string): Promise<Published | null> {
  const [row] = await tx
    .select({
      id: revision.id,
      pageId: revision.pageId,
      section: section.key,
      region: profile.region,
      number: revision.number,
      previous: subselect<number>`coalesce((select r.number from revision r where r.page_id = ${revision.pageId}
        and r.number < ${revision.number} and r.state = 'published' order by r.number desc limit 1), 0)`,
      parentId: revision.parentId,
      authorId: revision.authorId,
      state: revision.state,
      mergedIntoId: revision.mergedIntoId,
      createdAt: revision.createdAt,
      decidedAt: revision.decidedAt,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(page, eq(page.id, revision.pageId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(and(eq(revision.id, revisionId), eq(page.kind, "profile")));
  // Watching a section includes its translations.
  const part = row && partOf(row.section);
  if (!part || row.state !== "published" || row.mergedIntoId !== null) return null;
  const { decidedAt, createdAt } = row;
  return { ...row, section: part.section, at: decidedAt ?? createdAt, wasPending: decidedAt !== null };
}

/** Lists the changes by who can watch them; none for a small correction. */
async function changedParts(tx: Tx, found: Published): Promise<ChangedPart[]> {
  const kind = kindOf(found.section);
  const [is, was] = await Promise.all([readRevision(tx, found.id), readRevision(tx, found.parentId)]);
  const content = (one: StoredRevision | null) => contentOf(kind, one);
  if (isTrivial(kind, sectionOf(found.section).isLegal, content(was), content(is))) return [];
  const round = thingsRound(found);
  const watched =
    kind.family === "records"
      ? await listWatchedWithin(tx, {
          ...found,
          within: keyOf(found.pageId, found.section),
          kinds: ["record", "field"],
        })
      : null;
  if (!watched || watched.size === 0) return [{ things: round }];
  return partsOf(round, found.pageId, kind.diff(content(was), content(is)) as RecordsDiff, watched);
}
