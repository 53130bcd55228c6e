import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { ACTION, IS_LOGGED, THING } from "./actions";
import {
  isAboutMembers,
  LEAST_NAMED,
  LOG_DAYS,
  LOG_MONTHS,
  type LogAction,
  type LogLine,
  type LogMonth,
  type OwnAction,
} from "./model";

/** Most lines of the log, of the months, and of a member's own actions. */
const MOST = 1_000;
const MOST_OWN = 100;
const OWN_DAYS = 365;

const DAY = 86_400_000;
/** The beginning of the day of `now`, in UTC: what happened today is told tomorrow. */
const today = (now: Date) => new Date(Math.floor(now.getTime() / DAY) * DAY);
const before = (now: Date, days: number) => new Date(today(now).getTime() - days * DAY).toISOString();

/** Kinds of things whose page a visitor may not read, or which name a person: never a line of their own. */
const UNTOLD = sql`('address', 'file', 'member', 'suspension', 'room', 'standing')`;

/** SQL: whether an entry `e` is about something in a restricted room, of which nothing is told. */
const IN_ROOM = subselect<boolean>`(coalesce(e.details->>'isInRoom', 'false') = 'true' or exists (select 1 from page p
  where p.id = (e.details->>'pageId')::uuid and p.kind = 'room'))`;

/** SQL: the reason of a decision: the most frequent one of the reports of its case while these are stored. */
const REASON = subselect<string | null>`coalesce(e.details->>'why',
  (select g.code from (select f.code from flag f where f.case_id = (e.details->>'caseId')::uuid
    union all select unnest(c.grounds) from flag_case c where c.id = (e.details->>'caseId')::uuid) g
    group by g.code order by count(*) desc, g.code limit 1))`;

/** SQL: who acted. */
const ROLE = sql`case when e.fact = 'flag.hid' or e.actor_id is null then 'site' else 'moderator' end`;

/** Lists moderation actions of the last days until yesterday, newest first: those of a kind and day together. */
export async function listLog(now: Date = new Date(), on: Queryable = db()): Promise<LogLine[]> {
  const { rows } = await on.execute<{ [K in keyof LogLine]: LogLine[K] }>(sql`
    select to_char(t.at at time zone 'UTC', 'YYYY-MM-DD') as day, t.action, t.kind, t.reason, t.role, count(*)::int as count
    from (select e.at, ${ACTION} as action, ${THING} as kind, ${REASON} as reason, ${ROLE} as role
      from audit_entry e where ${IS_LOGGED} and e.at >= ${before(now, LOG_DAYS)}::timestamptz
        and e.at < ${before(now, 0)}::timestamptz and not ${IN_ROOM}) t
    where t.action is not null and t.kind is not null and t.kind not in ${UNTOLD}
    group by 1, 2, 3, 4, 5 order by 1 desc, 2, 3, 4, 5 limit ${MOST}`);
  return rows;
}

/** Counts moderation actions by month, newest first. Small counts of actions about members are not named. */
export async function countLog(now: Date = new Date(), on: Queryable = db()): Promise<LogMonth[]> {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - LOG_MONTHS + 1, 1)).toISOString();
  const { rows } = await on.execute<{ month: string; action: LogAction; count: number }>(sql`
    select to_char(t.at at time zone 'UTC', 'YYYY-MM') as month, t.action, count(*)::int as count
    from (select e.at, ${ACTION} as action, ${THING} as kind from audit_entry e where ${IS_LOGGED}
      and e.at >= ${first}::timestamptz and e.at < ${before(now, 0)}::timestamptz and not ${IN_ROOM}) t
    where t.action is not null and t.kind not in ('address', 'file', 'room', 'suspension')
    group by 1, 2 order by 1 desc, 2`);
  return rows.map((row) => ({ ...row, count: named(row) }));
}

const named = ({ action, count }: { action: string; count: number }) =>
  isAboutMembers(action) && count < LEAST_NAMED ? null : count;

/** Lists what others did to content of the reader, newest first. Nobody is named. */
export async function listOwnActions(
  reader: Actor,
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<OwnAction[]> {
  const { rows } = await on.execute<{ [K in keyof OwnAction]: OwnAction[K] }>(sql`
    select t.id, t.at, t.action, t.kind, t.reason, t.case_id as "caseId"
    from (select e.id, e.at, ${ACTION} as action, ${THING} as kind, ${REASON} as reason, ${OWN_CASE} as case_id
      from audit_entry e where ${IS_LOGGED} and e.at >= ${before(now, OWN_DAYS)}::timestamptz
        and e.actor_id is distinct from ${reader.id}::uuid and ${isOwn(reader.id)}) t
    where t.action is not null and t.kind is not null and t.kind not in ('member', 'suspension')
    order by t.at desc, t.id desc limit ${MOST_OWN}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** SQL: the case of an entry `e` while it is stored, and if its author reads it. */
const OWN_CASE = subselect<
  string | null
>`(select c.id from flag_case c where c.id = (e.details->>'caseId')::uuid
  and (c.hidden_at is not null or c.state = 'upheld'))`;

/**
 * SQL: whether an entry `e` is about content of a member. Authors do not learn of reports that changed nothing.
 */
const isOwn = (memberId: string) => {
  const id = sql`${memberId}::text`;
  return subselect<boolean>`(
    (e.fact like 'flag.%' and e.details->'authorIds' ? ${id}
      and (e.details->>'outcome' is distinct from 'dismissed' or ${OWN_CASE} is not null))
    or (e.fact like 'revision.%' and e.details->>'authorId' = ${id})
    or (e.fact = 'comment.purged' and e.details->>'authorId' = ${id})
    or (e.fact in ('comment.hidden', 'comment.shown') and exists (select 1 from comment c
      where c.id = (e.details->>'commentId')::uuid and c.author_id::text = ${id}))
    or (e.fact like 'topic.%' and exists (select 1 from topic t
      where t.page_id = (e.details->>'pageId')::uuid and t.created_by::text = ${id})))`;
};
