import { and, asc, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { idFor } from "@/lib/core/id";
import { moment } from "@/lib/notices";
import { setWatch, stopWatch } from "@/lib/watching";
import { isTopic } from "../access";
import { CATEGORY_KIND } from "../areas/model";
import {
  type MarkListRead,
  type MarkTopicRead,
  MOST_MARKED,
  type MuteCategory,
  type ReadUpTo,
  type TopicAt,
  type UndoRead,
} from "./model";
import { ownTopics } from "./queries";
import { seenBy } from "./sql";

const OWN = "what a member has read is nobody else's business";

/** Checks that a member keeps their own position. Returns their id. */
function requireMember(ctx: Ctx): string {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(OWN);
  return memberId;
}

/** Finds the page of a topic that a member sees. Throws `not_found`. */
async function findPage(ctx: Ctx, { area, slug }: TopicAt): Promise<string> {
  const [row] = await ctx.tx
    .select({ id: topic.pageId })
    .from(topic)
    .where(and(isTopic(area, slug), ctx.actor ? seenBy(ctx.actor) : sql`false`));
  if (!row) throw new DomainError("not_found", "topic");
  return row.id;
}

/** SQL: a number of a reply, but none that the topic does not have yet. */
const atMostLast = (
  pageId: string,
  number: number,
) => subselect`least(${number}::int, coalesce((select max(c.number)
  from comment c where c.post_id = ${pageId}::uuid), 0))`;

/**
 * Stores that a member opened a topic and has read it up to a reply. The position only rises, whichever of their devices
 * says so. Throws `not_found` for a topic that they do not see.
 */
export async function readUpTo(ctx: Ctx, { of, number }: ReadUpTo): Promise<{ number: number }> {
  const memberId = requireMember(ctx);
  const pageId = await findPage(ctx, of);
  const { rows } = await ctx.tx.execute<{ number: number }>(sql`
    insert into topic_read as r (member_id, page_id, read_number, reason, opened_at, read_at)
    values (${memberId}, ${pageId}, ${atMostLast(pageId, number)}, 'opened', ${moment(ctx.now)}, ${moment(ctx.now)})
    on conflict (member_id, page_id) do update set
      read_number = greatest(r.read_number, excluded.read_number),
      reason = case r.reason when 'dismissed' then 'opened' else r.reason end,
      opened_at = coalesce(r.opened_at, excluded.opened_at),
      read_at = excluded.read_at,
      undo_id = ${ifReadOn("undo_id")}, undo_number = ${ifReadOn("undo_number")},
      undo_reason = ${ifReadOn("undo_reason")}
    returning read_number as number`);
  return { number: rows[0]?.number ?? 0 };
}

/** SQL: null once the member has read further than a mark, or opened what they had only marked: then it cannot be undone. */
const ifReadOn = (column: "undo_id" | "undo_number" | "undo_reason") =>
  sql.raw(
    `case when excluded.read_number > r.read_number or r.reason = 'dismissed' then null else r.${column} end`,
  );

/** A member who replied in a topic follows it. If they had no position, they have read it up to their reply. */
export async function followReplied(ctx: Ctx, { commentId }: { commentId: string }): Promise<void> {
  await ctx.tx.execute(sql`
    insert into topic_read as r (member_id, page_id, read_number, reason, read_at)
    select c.author_id, c.post_id, c.number, 'replied', ${moment(ctx.now)}
      from comment c join topic t on t.page_id = c.post_id where c.id = ${commentId} and c.number is not null
    on conflict (member_id, page_id) do update set reason = 'replied', undo_id = null, undo_number = null,
      undo_reason = null`);
}

/** A mark, by which it can be undone, and whether it marked anything. */
export interface Marked {
  undo: string;
  count: number;
}

/**
 * Marks a topic as read up to a reply, which can be undone. Sent twice, it is the same mark. Throws `not_found`.
 */
export async function markTopicRead(ctx: Ctx, { of, number, isOpened }: MarkTopicRead): Promise<Marked> {
  const memberId = requireMember(ctx);
  const pageId = await findPage(ctx, of);
  const undo = idFor("topic-read", memberId, pageId, String(number));
  const count = await mark(ctx, {
    memberId,
    undo,
    ids: [pageId],
    upTo: atMostLast(pageId, number),
    isOpened,
  });
  return { undo, count };
}

/**
 * Marks all topics of a list as read, as they were when the page was drawn, which can be undone. Replies that were
 * written later, or moved there later, stay unread.
 * Sent twice, it is the same mark.
 */
export async function markListRead(ctx: Ctx, { list, at, ...filters }: MarkListRead): Promise<Marked> {
  const memberId = requireMember(ctx);
  const { actor } = ctx;
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const until = moment(new Date(Math.min(at, ctx.now.getTime())));
  const undo = idFor("topics-read", memberId, list, String(at), JSON.stringify(filters));
  const rows = await ctx.tx
    .select({ id: topic.pageId })
    .from(topic)
    .where(
      and(ownTopics(actor, list, filters), sql`greatest(${topic.createdAt}, ${topic.decidedAt}) <= ${until}`),
    )
    .orderBy(asc(topic.pageId))
    .limit(MOST_MARKED);
  const upTo = subselect`coalesce((select max(c.number) from comment c where c.post_id = t.id and c.state = 'shown'
    and c.created_at <= ${until} and not exists (
      select 1 from comment_move m where m.comment_id = c.id and m.moved_at > ${until})), 0)`;
  const ids = rows.map(({ id }) => id);
  return { undo, count: await mark(ctx, { memberId, undo, ids, upTo, isOpened: false }) };
}

interface Mark {
  memberId: string;
  undo: string;
  ids: readonly string[];
  upTo: ReturnType<typeof atMostLast>;
  isOpened: boolean;
}

/** Raises positions to `upTo` of a page `t`, storing those before. In one order of pages, so that two marks never deadlock. */
async function mark(ctx: Ctx, { memberId, undo, ids, upTo, isOpened }: Mark): Promise<number> {
  if (ids.length === 0) return 0;
  const now = moment(ctx.now);
  const { rowCount } = await ctx.tx.execute(sql`
    insert into topic_read as r (member_id, page_id, read_number, reason, opened_at, read_at, undo_id)
    select ${memberId}::uuid, t.id, ${upTo}, ${isOpened ? "opened" : "dismissed"},
      ${isOpened ? now : moment(null)}, ${now}, ${undo}::uuid
    from unnest(${sql.param([...ids])}::uuid[]) t(id) order by t.id
    on conflict (member_id, page_id) do update set
      undo_id = excluded.undo_id, undo_number = r.read_number, undo_reason = r.reason,
      read_number = excluded.read_number, read_at = excluded.read_at,
      reason = case r.reason when 'dismissed' then excluded.reason else r.reason end
    where excluded.read_number > r.read_number`);
  return rowCount ?? 0;
}

/** Undoes a mark: positions are what they were before, but where the member has read further since. Does nothing twice. */
export async function undoRead(ctx: Ctx, { undo }: UndoRead): Promise<{ count: number }> {
  const memberId = requireMember(ctx);
  const mine = sql`member_id = ${memberId} and undo_id = ${undo}`;
  const gone = await ctx.tx.execute(sql`delete from topic_read where ${mine} and undo_number is null`);
  const lowered =
    await ctx.tx.execute(sql`update topic_read set read_number = undo_number, reason = undo_reason,
    undo_id = null, undo_number = null, undo_reason = null where ${mine}`);
  return { count: (gone.rowCount ?? 0) + (lowered.rowCount ?? 0) };
}

/**
 * Mutes a category or room for a member, or unmutes it: as a level of watching, so that its topics are not counted, and
 * make no notices, unless the member chose something narrower. Throws `not_found` for one that they may not read.
 */
export async function muteCategory(ctx: Ctx, { slug, isMuted }: MuteCategory): Promise<{ slug: string }> {
  const of = { kind: CATEGORY_KIND, slug };
  if (isMuted) await setWatch(ctx, { of, level: "muted", show: undefined });
  else await stopWatch(ctx, { of, only: "muted" });
  return { slug };
}
