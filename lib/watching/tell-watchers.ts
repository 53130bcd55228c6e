import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { noticeSetting, toldRevision, watch } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { newestOf } from "@/lib/notices/events";
import { kindOf } from "@/lib/profiles/kinds";
import { partOf, type SectionKey, sectionOf } from "@/lib/profiles/model";
import { contentOf, readRevision, type StoredRevision } from "@/lib/revisions/contents";
import type { RecordsDiff } from "@/lib/revisions/model";
import { isTrivial } from "@/lib/revisions/trivial";
import { makeNotices } from "./make-notices";
import { type ChangedPart, partsOf, thingsRound } from "./targets";
import { type Key, keyOf, thingId } from "./things";

/** A revision that is published, as its fact tells of it. */
interface PublishedFact {
  pageId: string;
  revisionId: string;
  authorId: string | null;
}

/**
 * What follows in the saver's transaction: a job that tells the watchers, if there may be any. One statement that
 * looks into two indexes: a page with ten thousand watchers is saved as fast as one that nobody watches (decision 7).
 */
export async function askToTellWatchers({ tx }: Ctx, fact: PublishedFact): Promise<void> {
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
 * Tells those who watch what a published revision changed, its author aside. Safe to run twice. Answers how many
 * notices were made or grew.
 */
export async function tellWatchers(ctx: Ctx, input: { revisionId: string }): Promise<number> {
  ctx.asSystem("what is told follows from a revision, which the policy was asked for");
  ctx.untraced("the revision is recorded; notices follow from it");
  const found = await findPublished(ctx.tx, input.revisionId);
  if (!found || !(await isFirstTime(ctx, found.id))) return 0;
  if (found.wasPending) await showAgain(ctx.tx, found);
  await watchOwnEdit(ctx, found);
  const parts = await changedParts(ctx.tx, found);
  return parts.length === 0 ? 0 : makeNotices(ctx, found, parts);
}

/** Of a profile, and standing by itself: what was merged into another is told of by that one. */
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
  // Who watches a section hears of its translations too.
  const part = row && partOf(row.section);
  if (!part || row.state !== "published" || row.mergedIntoId !== null) return null;
  const { decidedAt, createdAt } = row;
  return { ...row, section: part.section, at: decidedAt ?? createdAt, wasPending: decidedAt !== null };
}

async function isFirstTime(ctx: Ctx, revisionId: string): Promise<boolean> {
  const made = await ctx.tx
    .insert(toldRevision)
    .values({ revisionId, at: ctx.now })
    .onConflictDoNothing()
    .returning({ revisionId: toldRevision.revisionId });
  return made.length > 0;
}

/**
 * A revision that waited for review comes into view with the number that it had: who has looked at later ones has
 * not seen it. For them the page is unseen again from just before it.
 */
async function showAgain(tx: Tx, { pageId, number, previous, at }: Published): Promise<void> {
  await tx
    .update(watch)
    .set({ seenNumber: previous })
    .where(and(eq(watch.pageId, pageId), gte(watch.seenNumber, number), lt(watch.seenAt, at)));
}

/** Watches the section for its editor, who asked for that; a level that was chosen before stays. */
async function watchOwnEdit(ctx: Ctx, { pageId, section: key, authorId }: Published): Promise<void> {
  if (!authorId) return;
  const [wanted] = await ctx.tx
    .select({ level: noticeSetting.ownEdits })
    .from(noticeSetting)
    .where(eq(noticeSetting.memberId, authorId));
  if (!wanted || wanted.level === "normal") return;
  await ctx.tx
    .insert(watch)
    .values({
      memberId: authorId,
      kind: "section",
      key: keyOf(pageId, key),
      pageId,
      level: wanted.level,
      reason: "edited",
      since: ctx.now,
      seenNumber: newestOf(sql`${pageId}`),
      seenAt: ctx.now,
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
}

/** What was changed, in parts by who may watch them; none for a slip of the pen. */
async function changedParts(tx: Tx, found: Published): Promise<ChangedPart[]> {
  const kind = kindOf(found.section);
  const [is, was] = await Promise.all([readRevision(tx, found.id), readRevision(tx, found.parentId)]);
  const content = (one: StoredRevision | null) => contentOf(kind, one);
  if (isTrivial(kind, sectionOf(found.section).isLegal, content(was), content(is))) return [];
  const round = thingsRound(found);
  const watched = kind.family === "records" ? await listWatchedWithin(tx, found) : null;
  if (!watched || watched.size === 0) return [{ things: round }];
  return partsOf(round, found.pageId, kind.diff(content(was), content(is)) as RecordsDiff, watched);
}

/** The records and fields of a section that anybody watches, by `thingId`. */
async function listWatchedWithin(tx: Tx, { pageId, section: key }: Published): Promise<Set<string>> {
  const within = keyOf(pageId, key, "");
  const rows = await tx
    .selectDistinct({ kind: watch.kind, key: watch.key })
    .from(watch)
    .where(
      and(
        eq(watch.pageId, pageId),
        inArray(watch.kind, ["record", "field"]),
        sql`starts_with(${watch.key}, ${within})`,
      ),
    );
  return new Set((rows as Key[]).map(thingId));
}
