import { eq, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import { WRITER, writerOf } from "@/lib/members";
import type { LastReply, TopicLine } from "./model";

const LINE = {
  id: topic.pageId,
  number: topic.number,
  slug: topic.slug,
  isInRoom: topic.isInRoom,
  title: topic.title,
  language: topic.language,
  categoryId: topic.categoryId,
  isQuestion: topic.isQuestion,
  answerId: topic.answerId,
  isClosed: topic.isClosed,
  archivedAt: topic.archivedAt,
  isPinned: topic.isPinned,
  isStarter: topic.isStarter,
  replyCount: topic.replyCount,
  createdAt: topic.createdAt,
  activeAt: topic.activeAt,
  author: WRITER,
  importedBy: subselect<string | null>`(select i.author_name from imported_message i
    where i.page_id = ${topic.pageId} and i.comment_id is null limit 1)`,
} as const;

/** Selects topics with their authors, for a list. */
export const selectLines = (on: Queryable, where: SQL | undefined) =>
  on.select(LINE).from(topic).innerJoin(member, eq(member.id, topic.createdBy)).where(where).$dynamic();
type Row = Awaited<ReturnType<typeof selectLines>>[number];

/** Completes rows of `selectLines` with who replied last. */
export async function linesOf(on: Queryable, rows: readonly Row[]): Promise<TopicLine[]> {
  const last = await listLast(
    on,
    rows.filter(({ replyCount }) => replyCount > 0).map(({ id }) => id),
  );
  return rows.map(({ author, answerId, archivedAt, ...row }) => ({
    ...row,
    isArchived: archivedAt !== null,
    isAnswered: answerId !== null,
    author: writerOf(author),
    last: last.get(row.id) ?? null,
  }));
}

/** Finds the newest visible reply of each topic, by topic. */
async function listLast(on: Queryable, ids: readonly string[]): Promise<Map<string, LastReply>> {
  if (ids.length === 0) return new Map();
  const { rows } = await on.execute<{
    id: string;
    number: number;
    handle: string;
    name: string;
    state: string;
    imported: string | null;
  }>(sql`
    select t.id, c.number, m.handle, m.display_name as name, m.state, i.author_name as imported
    from unnest(${sql.param([...ids])}::uuid[]) t(id)
    cross join lateral (
      select o.id, o.number, o.author_id from comment o
      where o.post_id = t.id and o.state = 'shown' and o.number is not null order by o.number desc limit 1
    ) c
    join member m on m.id = c.author_id
    left join imported_message i on i.comment_id = c.id`);
  return new Map(
    rows.map(({ id, number, handle, name, state, imported }) => [
      id,
      { number, by: state === "erased" ? null : { handle, displayName: name }, importedBy: imported },
    ]),
  );
}
