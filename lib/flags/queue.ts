import { and, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { flagCase } from "@/db/schema/flags";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { listReviewers, notifyOf, type Queue } from "@/lib/queues";
import { OTHERS } from "./decide";
import { REMIND_HOURS } from "./limits";
import { CASES_PATH } from "./model";

interface CaseFacts {
  authorIds: string[];
  flaggerIds: string[];
  decidedBy: string | null;
  forAdministrators: boolean;
}

/** SQL: the facts of a case `c` for the policy. `decidedBy`: who decided before, if somebody else can decide now. */
const FACTS = subselect`jsonb_build_object('authorIds', to_jsonb(c.author_ids), 'forAdministrators', c.for_administrators,
  'flaggerIds', (select coalesce(jsonb_agg(f.member_id), '[]') from flag f where f.case_id = c.id),
  'decidedBy', case when ${OTHERS(sql`coalesce(c.decided_by, c.barred_id)`)} > 0 then coalesce(c.decided_by, c.barred_id) end)`;

/** What was flagged, and appeals. Moderators read every page, restricted rooms included; nobody decides on their own. */
export const flags: Queue<CaseFacts, { caseId: string }, unknown> = {
  name: "flags",
  path: CASES_PATH,
  roles: ["moderator", "administrator"],
  // Authors, and moderators who flagged it themselves, do not decide.
  isParted: () => sql`true`,
  decides: (reviewer, facts) => can(reviewer, "flag.decide", facts),
  isNamedTo: (actor) => can(actor, "flag.read"),
  async factsOf(ctx, { caseId }) {
    const { rows } = await ctx.tx.execute<{ facts: CaseFacts }>(
      sql`select ${FACTS} as facts from flag_case c where c.id = ${caseId}`,
    );
    return rows[0]?.facts ?? null;
  },
  parts: {
    flags: {
      path: CASES_PATH,
      waiting: () => sql`select c.id, c.created_at as since, ${FACTS} as facts
        from flag_case c where c.state = 'open'`,
    },
    appeals: {
      path: `${CASES_PATH}#appeals`,
      waiting: () => sql`select c.id, c.appealed_at as since, ${FACTS} as facts
        from flag_case c where c.appealed_at is not null and c.appeal_outcome is null`,
    },
  },
};

/** The hours between two checks, with one to spare. */
const CHECKED_HOURS = 2;

/** Reminds moderators of flags and appeals that have waited for two days. Checked each hour, for those whose time ended since. */
export async function remindOfFlags(ctx: Ctx): Promise<void> {
  ctx.asSystem("time passes for everyone");
  ctx.skipAudit("what waits is as it was");
  const hoursAgo = (hours: number) => new Date(ctx.now.getTime() - hours * 3_600_000);
  const [until, since] = [hoursAgo(REMIND_HOURS), hoursAgo(REMIND_HOURS + CHECKED_HOURS)];
  const within = (column: typeof flagCase.createdAt | typeof flagCase.appealedAt) =>
    and(lt(column, until), sql`${column} >= ${since.toISOString()}::timestamptz`);
  const late = await ctx.tx
    .select({ caseId: flagCase.id })
    .from(flagCase)
    .where(
      or(
        and(eq(flagCase.state, "open"), within(flagCase.createdAt)),
        and(isNotNull(flagCase.appealedAt), isNull(flagCase.appealOutcome), within(flagCase.appealedAt)),
      ),
    );
  const reviewers = new Set<string>();
  for (const one of late) {
    const facts = await flags.factsOf(ctx, one);
    for (const id of facts ? await listReviewers(flags, facts, ctx.tx) : []) reviewers.add(id);
  }
  await notifyOf(ctx, flags, [...reviewers].sort());
}
