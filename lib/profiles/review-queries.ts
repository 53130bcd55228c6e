import { and, eq, gt, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { revision, revisionClaim, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import { daysBefore, LATE_DAYS, OVERDUE_DAYS, type Waiting } from "@/lib/core/waiting";
import { byMoment, type ListedAt } from "@/lib/pages";
import { countWaiting, isOne, listOwnWaiting } from "@/lib/pages/review";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { claimsSince } from "@/lib/revisions";
import { historyOf, partOf } from "./model";
import type { OwnPending, PendingRevision } from "./review/model";

/** Counts the edits of a profile that await review. */
export const countPending = (slug: string): Promise<number> => countWaiting(historyOf(slug));

/** Counts the member's own edits of all profiles that await review. */
export const countOwnPending = (actor: Actor, on: Queryable = db()): Promise<number> =>
  on.$count(
    revision,
    and(
      eq(revision.authorId, actor.id),
      eq(revision.state, "pending"),
      isOne,
      inArray(revision.pageId, on.select({ id: profile.pageId }).from(profile)),
    ),
  );

/**
 * Lists the member's own pending edits of a profile, for the notes that only they see: the newest of each
 * section and of each translation.
 */
export async function listOwnPending(
  actor: Actor,
  slug: string,
  on: Queryable = db(),
): Promise<OwnPending[]> {
  const rows = await listOwnWaiting(historyOf(slug), actor.id, on);
  return rows.flatMap(({ key, number }) => {
    const part = partOf(key);
    return part ? [{ section: part.section, language: part.language, number }] : [];
  });
}

/** Lists the engine's keys of the sections with pending edits, by the slugs of some profiles. */
export async function listWaitingSections(
  slugs: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (slugs.length === 0) return new Map();
  const rows = await on
    .selectDistinct({ slug: profile.slug, key: section.key })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(
      and(sql`${profile.slug} = any(${sql.param([...slugs])}::text[])`, eq(revision.state, "pending"), isOne),
    )
    // Runs with every search, so the database plans it once.
    .prepare("waiting-sections")
    .execute();
  const found = new Map<string, string[]>();
  for (const { slug, key } of rows) found.set(slug, [...(found.get(slug) ?? []), key]);
  return found;
}

const claimer = alias(member, "claimer");

const LINE = {
  id: revision.id,
  number: revision.number,
  section: section.key,
  summary: revision.summary,
  createdAt: revision.createdAt,
  byToken: revision.byToken,
  authorId: revision.authorId,
  handle: member.handle,
  displayName: member.displayName,
  slug: profile.slug,
  designation: profile.designation,
  country: profile.iso2,
  ...PROFILE_NAMES,
  claimedBy: claimer.id,
  claimerName: claimer.displayName,
  claimedAt: revisionClaim.claimedAt,
} as const;

function pendingLines(on: Queryable, now: Date) {
  return on
    .select(LINE)
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .leftJoin(member, eq(member.id, revision.authorId))
    .leftJoin(
      revisionClaim,
      and(eq(revisionClaim.revisionId, revision.id), gt(revisionClaim.claimedAt, claimsSince(now))),
    )
    .leftJoin(claimer, eq(claimer.id, revisionClaim.memberId))
    .$dynamic();
}

type LineRow = Awaited<ReturnType<typeof pendingLines>>[number];

function lineOf(actor: Actor, row: LineRow): PendingRevision {
  const { authorId, country, handle, displayName, en, fr, ar, claimedBy, claimerName, claimedAt, ...rest } =
    row;
  return {
    ...rest,
    names: { en, fr, ar },
    author: handle !== null && displayName !== null ? { handle, displayName } : null,
    isOwn: authorId === actor.id,
    mayReview: can(actor, "revision.review", { country, authorId }),
    claim:
      claimedBy !== null && claimerName !== null && claimedAt !== null
        ? { displayName: claimerName, isOwn: claimedBy === actor.id, at: claimedAt }
        : null,
  };
}

/** A page of the edits of a profile that wait for review, oldest first; members only. */
export async function listPending(
  actor: Actor | null,
  slug: string,
  at: ListedAt = {},
  on: Queryable = db(),
  now = new Date(),
): Promise<Page<PendingRevision>> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "revision.read-pending", { authorId: null, country: "" }))
    throw new DomainError("forbidden", "revision_read_pending");
  const own = on.select({ id: profile.pageId }).from(profile).where(eq(profile.slug, slug));
  const ofProfile = and(sql`${revision.pageId} = (${own})`, eq(revision.state, "pending"), isOne);
  return listPage(actor, ofProfile, at, on, now);
}

/** Finds a pending edit of a profile, or null. */
export async function findPendingLine(
  actor: Actor,
  slug: string,
  number: number,
  on: Queryable = db(),
  now = new Date(),
): Promise<PendingRevision | null> {
  const [row] = await pendingLines(on, now).where(
    and(eq(profile.slug, slug), eq(revision.number, number), eq(revision.state, "pending")),
  );
  return row ? lineOf(actor, row) : null;
}

/**
 * SQL: the pending edits that an actor can decide on: of every country, or of those whose focal point they are.
 */
function inQueueOf(actor: Actor): SQL | undefined {
  const isEverywhere = can(actor, "revision.review", { country: "", authorId: null });
  return and(
    eq(revision.state, "pending"),
    isOne,
    or(sql`${revision.authorId} is null`, ne(revision.authorId, actor.id)),
    isEverywhere ? undefined : inArray(profile.iso2, [...actor.focalCountries]),
  );
}

/**
 * Lists a page of the edits of profiles that the actor can review, oldest first. Throws `forbidden` if they can
 * review none.
 */
export async function listEditQueue(
  actor: Actor,
  at: ListedAt,
  on: Queryable = db(),
  now = new Date(),
): Promise<Page<PendingRevision>> {
  if (!can(actor, "revision.open-queue")) throw new DomainError("forbidden", "revision_review");
  return listPage(actor, inQueueOf(actor), at, on, now);
}

async function listPage(
  actor: Actor,
  which: SQL | undefined,
  at: ListedAt,
  on: Queryable,
  now: Date,
): Promise<Page<PendingRevision>> {
  const { past, order, limit, cut } = byMoment(at, "oldest");
  const rows = await pendingLines(on, now)
    .where(and(which, past))
    .orderBy(...order)
    .limit(limit);
  const page = cut(rows);
  return { ...page, rows: page.rows.map((row) => lineOf(actor, row)) };
}

/** Pending edits, and how many have waited longer than a week and a month. */
export interface EditsWaiting extends Waiting {
  late: number;
  overdue: number;
}

/** Counts the edits of profiles that the actor can review, by how long they have waited. */
export async function countEditQueue(
  actor: Actor,
  on: Queryable = db(),
  now = new Date(),
): Promise<EditsWaiting> {
  const before = (days: number) =>
    sql<number>`count(*) filter (where ${revision.createdAt} < ${daysBefore(now, days).toISOString()}::timestamptz)::int`;
  const [row] = await on
    .select({
      count: sql<number>`count(*)::int`,
      oldest: sql<string | null>`min(${revision.createdAt})::text`,
      late: before(LATE_DAYS),
      overdue: before(OVERDUE_DAYS),
    })
    .from(revision)
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(inQueueOf(actor));
  return {
    count: row?.count ?? 0,
    oldest: row?.oldest ? new Date(row.oldest) : null,
    late: row?.late ?? 0,
    overdue: row?.overdue ?? 0,
  };
}
