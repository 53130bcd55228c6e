import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { sweep } from "@/lib/core/sweep";
import { moment } from "./sql";

/**
 * Days after which notices are deleted once seen, or unseen; mails; marks that a revision was notified; and
 * events, from which watchlists count what is new.
 */
export const NOTICE_DAYS = { seen: 90, unseen: 365, mail: 30, told: 30, event: 365 } as const;
/** Maximum of notices per member; the oldest are deleted. */
export const MOST_NOTICES = 10_000;

/** Deletes notices and mails past their retention. Returns the counts. */
export async function applyNoticeRetention({ tx, now }: Ctx): Promise<Record<string, number>> {
  const before = (days: number) => moment(new Date(now.getTime() - days * 86_400_000));
  const run = (statement: SQL) => sweep(tx, statement);
  return {
    notices: await run(sql`delete from notice where id in (
      select id from notice where last_at < ${before(NOTICE_DAYS.seen)}
        and (seen_at is not null or last_at < ${before(NOTICE_DAYS.unseen)}) limit 2000)`),
    surplusNotices: await run(sql`delete from notice where id in (
      select n.id from (select member_id from notice group by member_id having count(*) > ${MOST_NOTICES}) m
      cross join lateral (select o.id from notice o where o.member_id = m.member_id
        order by o.last_at desc, o.id desc offset ${MOST_NOTICES}) n limit 2000)`),
    noticeMails: await run(sql`delete from notice_mail where id in (
      select id from notice_mail where made_at < ${before(NOTICE_DAYS.mail)} limit 2000)`),
    toldRevisions: await run(sql`delete from told_revision where revision_id in (
      select revision_id from told_revision where at < ${before(NOTICE_DAYS.told)} limit 2000)`),
    subjectEvents: await run(sql`delete from subject_event where id in (
      select id from subject_event where at < ${before(NOTICE_DAYS.event)} limit 2000)`),
    pageEvents: await run(sql`delete from page_event where id in (
      select id from page_event where at < ${before(NOTICE_DAYS.event)} limit 2000)`),
  };
}
