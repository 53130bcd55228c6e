import { desc, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { cleanup } from "@/db/schema/cleanups";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { pathOfAny } from "@/lib/page-kinds";
import { sinceOf } from "./commands";
import { KINDS } from "./kinds";
import { CLEANED, CLEANUP_DAYS, type Cleaned, type CleanupDays, type CleanupLine, UNDO_DAYS } from "./model";

/** Clean-ups that the page of a member lists, and the steps that were not taken of each. */
const MOST = 10;
const MOST_LEFT = 50;

interface About {
  memberId: string;
  isOfficer: boolean;
}

/** Counts what a clean-up would take back, by sort, for each time that can be chosen; null to those who may not clean up. */
export async function previewCleanup(
  reader: Actor,
  about: About,
  now: Date,
  on: Queryable = db(),
): Promise<Record<CleanupDays, Record<Cleaned, number>> | null> {
  if (!can(reader, "member.clean-up", about)) return null;
  const counts = CLEANUP_DAYS.map((days) => {
    const since = days === "all" ? null : sinceOf(now, Number(days));
    return sql`count(*) filter (where ${since?.toISOString() ?? null}::timestamptz is null
      or s.at >= ${since?.toISOString() ?? null}::timestamptz)::int as ${sql.identifier(days)}`;
  });
  const found = await Promise.all(
    CLEANED.map(async (kind) => {
      const { rows } = await on.execute<Record<CleanupDays, number>>(
        sql`select ${sql.join(counts, sql`, `)} from (${KINDS[kind].subjects(about.memberId)}) s`,
      );
      return [kind, rows[0]] as const;
    }),
  );
  const of = (days: CleanupDays) =>
    Object.fromEntries(found.map(([kind, row]) => [kind, row?.[days] ?? 0])) as Record<Cleaned, number>;
  return Object.fromEntries(CLEANUP_DAYS.map((days) => [days, of(days)])) as Record<
    CleanupDays,
    Record<Cleaned, number>
  >;
}

/** Lists the newest clean-ups of a member with how far each is, for those who may clean up. */
export async function listCleanups(
  reader: Actor,
  about: About,
  now: Date,
  on: Queryable = db(),
): Promise<CleanupLine[]> {
  if (!can(reader, "member.clean-up", about)) return [];
  const rows = await on
    .select({
      id: cleanup.id,
      reason: cleanup.reason,
      by: member.displayName,
      state: cleanup.state,
      startedAt: cleanup.startedAt,
      doneAt: cleanup.doneAt,
      undoneAt: cleanup.undoneAt,
    })
    .from(cleanup)
    .leftJoin(member, eq(member.id, cleanup.byId))
    .where(eq(cleanup.memberId, about.memberId))
    .orderBy(desc(cleanup.startedAt), desc(cleanup.id))
    .limit(MOST);
  const isFresh = (at: Date) => now.getTime() - at.getTime() <= UNDO_DAYS * 86_400_000;
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      mayUndo: (row.state === "running" || row.state === "done") && isFresh(row.startedAt),
      steps: await countSteps(on, row.id),
      left: await listLeft(on, row.id),
    })),
  );
}

async function countSteps(on: Queryable, cleanupId: string): Promise<CleanupLine["steps"]> {
  const { rows } = await on.execute<{ kind: Cleaned; state: string; count: number }>(sql`
    select kind, state, count(*)::int as count from cleanup_step where cleanup_id = ${cleanupId} group by kind, state
    order by min(position), kind, state`);
  return rows;
}

/** Lists what was not taken back, or not restored, with its page. */
async function listLeft(on: Queryable, cleanupId: string): Promise<CleanupLine["left"]> {
  const { rows } = await on.execute<{
    kind: Cleaned;
    why: string;
    page: string | null;
    slug: string | null;
  }>(sql`
    select s.kind, coalesce(s.why, '') as why, p.kind as page, p.slug from cleanup_step s
    left join comment c on s.kind = 'comment' and c.id = s.subject_id
    left join revision r on s.kind in ('edit', 'pending') and r.id = s.subject_id
    left join page p on p.id = coalesce(c.post_id, r.page_id, s.subject_id)
    where s.cleanup_id = ${cleanupId} and s.state in ('skipped', 'kept') and s.why is distinct from 'nothing_left'
    order by s.position limit ${MOST_LEFT}`);
  return rows.map(({ kind, why, page, slug }) => ({
    kind,
    why,
    path: page === null || slug === null ? null : pathOfAny({ kind: page, slug }),
  }));
}
