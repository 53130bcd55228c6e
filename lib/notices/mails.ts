import { and, eq, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { noticeMail } from "@/db/schema/watching";
import { isCounted } from "@/lib/bounces";
import type { Ctx } from "@/lib/core/ctx";
import { moment } from "./sql";

/** Tries of a mail. The time between them grows, so the last one is some 16 hours after the first. */
export const MAIL_TRIES = 12;

/** Mails given up by one statement. */
const BATCH = 500;

/** SQL: the key of the job that sends a mail, by which `giveUpMails` knows whether there still is one. */
export const mailKey = (id: SQL): SQL => sql`'notice-mail:' || ${id}`;

/** Finds the reader of a mail and when it was made; null if it was sent or found needless. */
export async function findWaitingMail(
  noticeMailId: string,
): Promise<{ memberId: string; madeAt: Date } | null> {
  const [mail] = await db()
    .select({ memberId: noticeMail.memberId, madeAt: noticeMail.madeAt })
    .from(noticeMail)
    .where(and(eq(noticeMail.id, noticeMailId), eq(noticeMail.state, "waiting")));
  return mail ?? null;
}

/** Records that a mail was sent, or that it had no content left. */
export async function recordMailed(noticeMailId: string, isSent: boolean): Promise<void> {
  await db()
    .update(noticeMail)
    .set(isSent ? { state: "sent", sentAt: new Date() } : { state: "needless" })
    .where(eq(noticeMail.id, noticeMailId));
}

/**
 * Gives up mails whose job failed at its last try, and makes their notices due again: the mail server of the site was out
 * of order, and the next mail may be sent. Notices stay on the site only if the member's own server refused the mail, or
 * if a later notice about the same waits for a mail.
 */
export async function giveUpMails({ tx, now }: Ctx): Promise<void> {
  await tx.execute(sql`
    with given_up as (
      update notice_mail set state = 'needless' where state = 'waiting' and id in (
        select m.id from notice_mail m where m.state = 'waiting' and not exists (
          select 1 from graphile_worker.jobs j
          where j.key = ${mailKey(sql`m.id`)} and (j.attempts < j.max_attempts or j.locked_at is not null))
        order by m.made_at, m.id limit ${BATCH})
      returning id, member_id
    ), again as (
      select distinct on (n.member_id, n.category, n.kind, n.key) n.id
      from notice n join given_up g on g.id = n.mail_id
      where n.seen_at is null and not ${isCounted(sql`g.member_id`, sql`g.id`)}
        and not exists (select 1 from notice o where o.member_id = n.member_id and o.category = n.category
          and o.kind = n.kind and o.key = n.key and o.seen_at is null and o.mail_id is null)
      order by n.member_id, n.category, n.kind, n.key, n.last_at desc, n.id desc
    )
    update notice n set mail_id = null, due_at = ${moment(now)} from again where n.id = again.id`);
}
