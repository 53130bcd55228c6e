import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { section } from "@/db/schema/revisions";
import { type PageEventKind, pageEvent } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import { textOfPosts } from "@/lib/blog";
import { BODY } from "@/lib/blog/model";
import type { Ctx } from "@/lib/core/ctx";
import { dueOf } from "@/lib/notices/due";
import { freshId, moment } from "@/lib/notices/sql";
import { contentOf, readRevision, type StoredRevision } from "@/lib/revisions/contents";
import { isTrivial } from "@/lib/revisions/trivial";
import { IS_TOLD } from "./sql";

/** What concerns its author or owner in person is told to them as that (`tell-in-person.ts`), and once. */
const TOLD_IN_PERSON: readonly PageEventKind[] = ["version", "files", "retracted", "restored"];

/**
 * Tells those who watch a post or a material what happened to it; its doer aside, and whoever was told in person.
 * Safe to run twice. Answers how many notices were made or grew.
 */
export async function tellPageWatchers(ctx: Ctx, { pageEventId }: { pageEventId: string }): Promise<number> {
  ctx.asSystem("what is told follows from an event, which the policy was asked for");
  ctx.untraced("the event is recorded; notices follow from it");
  const [event] = await ctx.tx
    .update(pageEvent)
    .set({ toldAt: ctx.now })
    .where(and(eq(pageEvent.id, pageEventId), isNull(pageEvent.toldAt)))
    .returning({
      id: pageEvent.id,
      pageId: pageEvent.pageId,
      kind: pageEvent.kind,
      subjectId: pageEvent.subjectId,
      actorId: pageEvent.actorId,
      at: pageEvent.at,
    });
  if (!event || !(await canBeTold(ctx.tx, event.id))) return 0;
  const range = await rangeOf(ctx.tx, event);
  return range ? insert(ctx, event, range) : 0;
}

/** What was hidden or taken back before anybody was told is not told. */
async function canBeTold(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 from page_event e where e.id = ${id} and ${IS_TOLD}`);
  return rows.length > 0;
}

interface Range {
  from: number;
  to: number;
}

/** The ends of the difference that a notice leads to; none for a slip of the pen, of which nobody need be told. */
async function rangeOf(
  tx: Tx,
  event: { kind: PageEventKind; pageId: string; subjectId: string },
): Promise<Range | null> {
  if (event.kind !== "change") {
    const { rows } = await tx.execute<{ n: number | null }>(
      sql`select max(number)::int as n from revision where page_id = ${event.pageId} and state = 'published'`,
    );
    const newest = rows[0]?.n ?? 0;
    return { from: newest, to: newest };
  }
  const is = await readRevision(tx, event.subjectId);
  if (!is) return null;
  if (await isSlip(tx, is)) return null;
  const { rows } = await tx.execute<{ n: number | null }>(
    sql`select max(number)::int as n from revision
      where page_id = ${event.pageId} and state = 'published' and number < ${is.number}`,
  );
  return { from: rows[0]?.n ?? 0, to: is.number };
}

/** Whether the text of a post changed by a slip of the pen. What stands round it never changes by one. */
async function isSlip(tx: Tx, is: StoredRevision): Promise<boolean> {
  const [of] = await tx.select({ key: section.key }).from(section).where(eq(section.id, is.sectionId));
  if (of?.key !== BODY) return false;
  const was = await readRevision(tx, is.parentId);
  return isTrivial(textOfPosts, false, contentOf(textOfPosts, was), contentOf(textOfPosts, is));
}

/** Whether a member `w.member_id` signs the post or owns the material `w.page_id`. */
const IS_OWN = subselect`(exists (select 1 from post_author a where a.post_id = w.page_id and a.member_id = w.member_id
    and a.state = 'agreed')
  or exists (select 1 from material o where o.page_id = w.page_id and o.owner_id = w.member_id))`;

/** All in one statement, in the order of members, so that two such jobs wait for each other and never for ever. */
async function insert(
  ctx: Ctx,
  event: Omit<typeof pageEvent.$inferSelect, "toldAt">,
  { from, to }: Range,
): Promise<number> {
  const { now } = ctx;
  const at = moment(event.at);
  const isOthers: SQL = TOLD_IN_PERSON.includes(event.kind) ? sql`not ${IS_OWN}` : sql`true`;
  const category = sql`case when ${IS_OWN} then 'reply' else w.kind end`;
  const made = await ctx.tx.execute(sql`
    with told as (
      select w.member_id, ${category} as category, w.kind, w.key from watch w
      where w.page_id = ${event.pageId} and w.kind in ('post', 'material') and w.level = 'watching'
        and w.since <= ${at} and w.seen_at < ${at} and w.member_id is distinct from ${event.actorId}::uuid
        and ${isOthers}
        and not exists (select 1 from notice n where n.watch_kind is null and n.kind = ${event.kind}
          and n.key = ${event.subjectId}::text and n.member_id = w.member_id)
    )
    insert into notice (id, member_id, category, kind, key, page_id, watch_kind, watch_key,
      from_number, to_number, first_at, last_at, due_at)
    select ${freshId(now)}, t.member_id, t.category, t.kind, t.key, ${event.pageId}::uuid, t.kind, t.key,
      ${from}, ${to}, ${at}, ${at}, ${dueOf(sql`t.category`, ["post", "material", "reply"], now)}
    from told t
    join member m on m.id = t.member_id and m.state = 'active'
    left join notice_setting s on s.member_id = t.member_id
    order by t.member_id
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do update set
      from_number = least(notice.from_number, excluded.from_number),
      to_number = greatest(notice.to_number, excluded.to_number),
      first_at = least(notice.first_at, excluded.first_at),
      last_at = greatest(notice.last_at, excluded.last_at),
      due_at = least(notice.due_at, excluded.due_at)`);
  return made.rowCount ?? 0;
}
