import { type SQL, sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { levelFor } from "./choices";
import { dueCase } from "./due";
import { mayBeTold } from "./events";
import { hasMuted } from "./muted";
import { freshId, moment } from "./sql";

/** A personal notice to some members. */
export interface Telling {
  memberIds: readonly string[];
  category: string;
  /** Selects the words of the notice and the query behind it. */
  kind: string;
  key: string;
  pageId: string | null;
  /** Skips members who muted the page itself (`here`), or the narrowest of what it belongs to (`around`). */
  unlessMuted?: "here" | "around";
  /** Who wrote what it is about: members who muted them are skipped. Missing for decisions, which reach everyone. */
  writtenBy?: string;
  /** Replaces an earlier notice even if seen or mailed, for notices that always show the current state. */
  anew?: boolean;
  /** Its mail is sent by a job of its own, whatever the member chose; the engine sends none. */
  isMailedApart?: true;
  /** Only the site shows it. */
  isNeverMailed?: true;
}

/**
 * Creates personal notices in the transaction of the event, except for the actor. A notice not yet seen or
 * mailed absorbs the next one of its kind.
 */
export async function notify(ctx: Ctx, telling: Telling): Promise<void> {
  const { memberIds, category, kind, key, pageId, unlessMuted } = telling;
  const recipients = memberIds.filter((id) => id !== ctx.actor?.id);
  if (recipients.length === 0) return;
  if (telling.anew) await deleteDelivered(ctx, kind, key, recipients);
  const { now } = ctx;
  const isMailed = !telling.isMailedApart && !telling.isNeverMailed;
  const isMuted =
    unlessMuted === "around"
      ? sql`coalesce(${levelFor(sql`m.id`, sql`${pageId}::uuid`)} = 'muted', false)`
      : subselect`exists (select 1 from watch w where w.member_id = m.id and w.page_id = ${pageId}::uuid
          and w.key = ${pageId} and w.level = 'muted')`;
  await ctx.tx.execute(sql`
    insert into notice (id, member_id, category, kind, key, page_id, from_number, to_number, first_at, last_at, due_at)
    select ${freshId(now)}, m.id, ${category}, ${kind}, ${key}, ${pageId}::uuid, 0, 0,
      ${moment(now)}, ${moment(now)}, ${isMailed ? dueCase(category, now) : moment(null)}
    from member m
    left join notice_setting s on s.member_id = m.id
    where m.id = any(${sql.param(recipients)}::uuid[]) and m.state = 'active'
      and ${unlessMuted ? sql`not ${isMuted}` : sql`true`}
      and ${telling.writtenBy === undefined ? sql`true` : sql`not ${hasMuted(sql`m.id`, sql`${telling.writtenBy}::uuid`)}`}
      and ${mayBeTold(sql`m.id`, sql`${pageId}::uuid`)}
    order by m.id
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do update set
      last_at = greatest(notice.last_at, excluded.last_at), due_at = least(notice.due_at, excluded.due_at)`);
}

async function deleteDelivered(
  ctx: Ctx,
  kind: string,
  key: string,
  memberIds: readonly string[],
): Promise<void> {
  await ctx.tx.execute(sql`delete from notice where id in (
    select n.id from notice n left join notice_mail m on m.id = n.mail_id
    where n.watch_kind is null and n.kind = ${kind} and n.key = ${key}
      and n.member_id = any(${sql.param([...memberIds])}::uuid[])
      and (n.seen_at is not null or (n.mail_id is not null and m.state is distinct from 'waiting'))
    order by n.member_id, n.id for update of n)`);
}

/**
 * Marks as read what a member was told of pages that they may not read any more, so that nothing counts it. The list and
 * the mails leave it out by themselves.
 */
export async function clearClosed(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  await ctx.tx.execute(sql`update notice n set seen_at = ${moment(ctx.now)}
    where n.member_id = ${memberId} and n.seen_at is null and (not ${mayBeTold(sql`n.member_id`, sql`n.page_id`)}
      or exists (${APPEARED}) and not exists (${APPEARED} and ${mayBeTold(sql`n.member_id`, sql`e.page_id`)}))`);
}

/** SQL: the query of what a notice `n` about a subject tells of. */
const APPEARED = subselect`select 1 from subject_event e
  where n.page_id is null and e.kind = n.kind and e.key = n.key and e.at between n.first_at and n.last_at`;

/** Deletes all personal notices about something, so that members can be notified of it again. */
export async function removeNews(ctx: Ctx, kind: string, key: string): Promise<void> {
  await ctx.tx.execute(sql`delete from notice where kind = ${kind} and key = ${key}`);
}

/**
 * Clears personal notices that no longer apply (decided, hidden, over): they are not listed or counted as
 * unseen. `of` names their subject; `where` narrows the notices `n`.
 */
export async function clearNotices(
  ctx: Ctx,
  of: { kind: string; key: string },
  where: SQL = sql`true`,
): Promise<void> {
  await ctx.tx.execute(sql`update notice set seen_at = ${moment(ctx.now)} where id in (
    select n.id from notice n where n.watch_kind is null and n.kind = ${of.kind} and n.key = ${of.key}
      and n.seen_at is null and ${where} order by n.member_id, n.id for update)`);
}

/** The same as a consequence. `key` names the subject, `memberId` one recipient if there are several. */
export const clearNews =
  <E>(kind: string, of: { key: (fact: E) => string; memberId?: (fact: E) => string }) =>
  (ctx: Ctx, fact: E): Promise<void> =>
    clearNotices(ctx, { kind, key: of.key(fact) }, of.memberId && sql`n.member_id = ${of.memberId(fact)}`);
