import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { revision } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { can, type EditFacts } from "@/lib/core/policy";
import { daysBefore, LATE_DAYS } from "@/lib/core/waiting";
import { moment } from "@/lib/notices";
import { listReviewers, notifyOf, type Queue } from "@/lib/queues";
import { countReports } from "./reports";
import { countEditQueue } from "./review-queries";

interface OfPage {
  pageId: string;
}

/** SQL: whether the recipient of notice `n` is a focal point of the page's country, who only decides on its items. */
const isParted = ({ pageId }: OfPage): SQL => subselect`exists (select 1 from profile p
  join role_grant g on g.role = 'focal-point' and g.country = p.iso2
  where p.page_id = ${pageId} and g.member_id = n.member_id)`;

async function countryOf(ctx: Ctx, pageId: string): Promise<string | null> {
  const [row] = await ctx.tx
    .select({ country: profile.iso2 })
    .from(profile)
    .where(eq(profile.pageId, pageId));
  return row?.country ?? null;
}

/** Edits of profiles. Trusted members see the queue too, but are not notified of every edit. */
export const edits: Queue<EditFacts, OfPage, OfPage> = {
  name: "edits",
  path: "/moderation/edits",
  saysHowLong: true,
  isParted,
  roles: ["focal-point", "moderator", "administrator"],
  decides: (reviewer, facts) => can(reviewer, "revision.review", facts),
  // Counted in SQL: by facts, ten thousand edits take fifteen times as long, since each author and country is a
  // group.
  count: countEditQueue,
  async factsOf(ctx, { pageId }) {
    const country = await countryOf(ctx, pageId);
    return country === null ? null : { country, authorId: ctx.actor?.id ?? null };
  },
  parts: {
    edits: {
      path: "/moderation/edits",
      waiting: () => sql`select r.id, r.created_at as since,
        jsonb_build_object('country', p.iso2, 'authorId', r.author_id) as facts
        from revision r join profile p on p.page_id = r.page_id where r.state = 'pending'`,
    },
  },
};

/** Errors reported by readers of profiles. */
export const reports: Queue<{ country: string }, OfPage, OfPage> = {
  name: "reports",
  path: "/moderation/reports",
  saysHowLong: true,
  isParted,
  roles: ["focal-point", "trusted", "moderator", "administrator"],
  decides: (reviewer, facts) => can(reviewer, "report.decide", facts),
  // Counted in SQL: by facts, a thousand reports take four times as long.
  count: countReports,
  async factsOf(ctx, { pageId }) {
    const country = await countryOf(ctx, pageId);
    return country === null ? null : { country };
  },
  parts: {
    reports: {
      path: "/moderation/reports",
      waiting: () => sql`select e.id, e.created_at as since, jsonb_build_object('country', p.iso2) as facts
        from error_report e join profile p on p.page_id = e.page_id where e.state = 'open'`,
    },
  },
};

/** A day plus the hour between two checks: members notified within it know of the queue. */
const NOTIFIED_HOURS = 25;

/**
 * Reminds reviewers of edits that have waited for a week, with the age of the oldest. Checked each hour for
 * those whose week ended in the last day, so that none is missed.
 */
export async function remindReviewers(ctx: Ctx): Promise<void> {
  ctx.asSystem("time passes for everyone");
  ctx.skipAudit("what waits is as it was");
  const late = await ctx.tx
    .selectDistinct({ country: profile.iso2, authorId: revision.authorId })
    .from(revision)
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(
      and(
        eq(revision.state, "pending"),
        lt(revision.createdAt, daysBefore(ctx.now, LATE_DAYS)),
        gte(revision.createdAt, daysBefore(ctx.now, LATE_DAYS + 1)),
      ),
    );
  const reviewers = new Set<string>();
  for (const edit of late) for (const id of await listReviewers(edits, edit, ctx.tx)) reviewers.add(id);
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`select distinct n.member_id as id from notice n
    where n.watch_kind is null and n.kind = 'review' and n.key = ${edits.name}
      and n.member_id = any(${sql.param([...reviewers])}::uuid[])
      and n.last_at > ${moment(ctx.now)} - make_interval(hours => ${NOTIFIED_HOURS})`);
  for (const { id } of rows) reviewers.delete(id);
  await notifyOf(ctx, edits, [...reviewers].sort());
}
