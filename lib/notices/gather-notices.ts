import { sql } from "drizzle-orm";
import { isStopped } from "@/lib/bounces";
import type { Ctx } from "@/lib/core/ctx";
import { wantsPush } from "@/lib/push";
import { giveUpMails, MAIL_TRIES, mailKey } from "./mails";
import { DEFAULTS } from "./model";
import { freshId, moment } from "./sql";
import { GATHER_MS } from "./times";

/** Members per transaction. */
export const GATHER_BATCH = 500;
/** Days after which a notice that could not be mailed stays on the site only. */
const STALE_DAYS = 8;
const DAY_MS = 86_400_000;

/**
 * Creates the mails that are due, one per member, and queues them. A mail includes the notices due within the
 * next hour, so that they do not cause a mail of their own. Members who reached their daily maximum get the rest a
 * day after the first of those mails. Returns the number of members; fewer than `GATHER_BATCH` means that all are
 * done.
 */
export async function gatherNotices(ctx: Ctx): Promise<number> {
  ctx.asSystem("notices were chosen by who gets them");
  ctx.skipAudit("a mail is kept as a row of its own");
  const { tx, now } = ctx;
  // Prevents two simultaneous runs from creating two mails for a member.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('gather-notices'))`);
  await giveUpMails(ctx);
  await cancelStale(ctx);
  const due = await tx.execute<{ member_id: string; is_full: boolean; free_at: string | null }>(sql`
    with due as (
      select n.member_id from notice n
      where n.due_at <= ${moment(now)} and n.mail_id is null and n.seen_at is null
      group by n.member_id order by n.member_id limit ${GATHER_BATCH}
    )
    select d.member_id, had.n >= coalesce(s.daily_cap, ${DEFAULTS.dailyCap}) as is_full,
      had.first_at + interval '1 day' as free_at
    from due d
    left join notice_setting s on s.member_id = d.member_id
    cross join lateral (
      select count(*) as n, min(made_at) as first_at from (
        select m.made_at from notice_mail m
        where m.member_id = d.member_id and m.state <> 'needless' and m.made_at > ${moment(new Date(now.getTime() - DAY_MS))}
        order by m.made_at desc limit coalesce(s.daily_cap, ${DEFAULTS.dailyCap})
      ) recent
    ) had
    order by d.member_id`);
  const full = due.rows.filter((row) => row.is_full);
  const open = due.rows.filter((row) => !row.is_full).map((row) => row.member_id);
  for (const { member_id, free_at } of full) {
    await tx.execute(sql`update notice set due_at = ${free_at}::timestamptz
      where member_id = ${member_id} and due_at <= ${moment(now)} and mail_id is null and seen_at is null`);
  }
  if (open.length > 0) await makeMails(ctx, open);
  return due.rows.length;
}

/** Leaves to the site what is too old to mail, or whose mail would not arrive and that no browser would show either. */
async function cancelStale({ tx, now }: Ctx): Promise<void> {
  const old = new Date(now.getTime() - STALE_DAYS * DAY_MS);
  await tx.execute(sql`update notice set due_at = null
    where due_at <= ${moment(now)} and mail_id is null and seen_at is null
      and (last_at < ${moment(old)}
        or exists (select 1 from member m where m.id = notice.member_id and m.state <> 'active')
        or (${isStopped(sql`notice.member_id`, now)} and not ${wantsPush(sql`notice.member_id`)}))`);
}

/** Those of a member to whose address mails are stopped are shown in their browsers only. */
async function makeMails({ tx, now }: Ctx, memberIds: readonly string[]): Promise<void> {
  const soon = new Date(now.getTime() + GATHER_MS);
  await tx.execute(sql`
    with mail as (
      insert into notice_mail (id, member_id, made_at, state)
      select ${freshId(now)}, t.id, ${moment(now)},
        case when ${isStopped(sql`t.id`, now)} then 'pushed' else 'waiting' end
      from unnest(${sql.param(memberIds)}::uuid[]) as t (id)
      returning id, member_id, state
    ), taken as (
      update notice n set mail_id = mail.id from mail
      where n.member_id = mail.member_id and n.mail_id is null and n.seen_at is null
        and n.due_at <= ${moment(soon)}
      returning n.mail_id
    )
    select case when state = 'waiting' then graphile_worker.add_job('mail-notices',
        json_build_object('noticeMailId', id), job_key := ${mailKey(sql`id`)}, max_attempts := ${MAIL_TRIES}) end,
      case when ${wantsPush(sql`mail.member_id`)} then graphile_worker.add_job('push-notices',
        json_build_object('noticeMailId', id, 'memberId', member_id), queue_name := 'push', max_attempts := 2) end
    from mail where id in (select mail_id from taken)`);
}
