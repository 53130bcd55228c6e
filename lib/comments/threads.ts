import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import type { Content } from "@/lib/text/nodes";
import type { CommentLine, ReactionCounts, Threads } from "./model";
import { NO_REACTIONS, REACTED } from "./reaction-counts";

/** Comments with their replies on one page. */
const THREADS = 100;

/**
 * SQL: the version of the answered comment at the moment when a comment answered it; null if it was not edited since, or is
 * not shown any more. Known by the times, so that a reply keeps it wherever both go.
 */
export const SAID_THEN = subselect<number | null>`(select min(v.number) from comment a
  join comment_version v on v.comment_id = a.id
  where a.id = ${comment.parentId} and a.state = 'shown' and v.until > ${comment.createdAt})`;

/** Columns of a comment and its author. */
export const LINE = {
  id: comment.id,
  parentId: comment.parentId,
  state: comment.state,
  purgedFor: comment.purgedFor,
  content: comment.content,
  createdAt: comment.createdAt,
  editedAt: comment.editedAt,
  author: { handle: member.handle, displayName: member.displayName, state: member.state },
  reactions: REACTED,
  saidThen: SAID_THEN,
} as const;

/**
 * Lists comments on a page as everyone sees them, oldest first, with replies: one page of them, those after a
 * comment. Held ones are left out; hidden and deleted ones are shown without text, only if they have replies.
 */
export async function listThreads(
  pageId: string,
  after?: string,
  on: Queryable = db(),
  size = THREADS,
): Promise<Threads> {
  const at = subselect`(select c.created_at, c.id from ${comment} c where c.id = ${after})`;
  const tops = await on
    .select(LINE)
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(
      and(
        eq(comment.pageId, pageId),
        isNull(comment.parentId),
        ne(comment.state, "held"),
        after === undefined ? undefined : sql`(${comment.createdAt}, ${comment.id}) > ${at}`,
        hasPlace(pageId),
      ),
    )
    .orderBy(asc(comment.createdAt), asc(comment.id))
    .limit(size + 1);
  const shown = tops.slice(0, size);
  const ids = shown.map((row) => row.id);
  const replies =
    ids.length === 0
      ? []
      : await on
          .select(LINE)
          .from(comment)
          .innerJoin(member, eq(member.id, comment.authorId))
          .where(and(inArray(comment.parentId, ids), eq(comment.state, "shown")))
          .orderBy(asc(comment.createdAt), asc(comment.id));
  const below = new Map<string | null, CommentLine[]>();
  for (const row of replies) below.set(row.parentId, [...(below.get(row.parentId) ?? []), lineOf(row)]);
  return {
    threads: shown.map((row) => ({ ...lineOf(row), replies: below.get(row.id) ?? [] })),
    isLater: after !== undefined,
    next: tops.length > size ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** SQL: whether a comment is shown: one without text only if it has replies. */
const hasPlace = (
  pageId: string,
) => subselect`(${comment.state} = 'shown' or exists (select 1 from ${comment} r
  where r.post_id = ${pageId} and r.parent_id = ${comment.id} and r.state = 'shown'))`;

/**
 * Finds the last comment before the page of a discussion that has a comment, or its thread; undefined for the
 * first page or an unknown comment.
 */
export async function findPageOf(
  pageId: string,
  commentId: string,
  on: Queryable = db(),
  size = THREADS,
): Promise<string | undefined> {
  const { rows } = await on.execute<{ id: string }>(sql`
    with top as (
      select o.created_at, o.id from ${comment} o where o.post_id = ${pageId}
        and o.id = (select coalesce(c.parent_id, c.id) from ${comment} c where c.id = ${commentId})
    ), before as (
      select ${comment.id} as id, row_number() over (order by ${comment.createdAt}, ${comment.id}) as place
      from ${comment} where ${comment.pageId} = ${pageId} and ${comment.parentId} is null
        and ${comment.state} <> 'held' and ${hasPlace(pageId)}
        and (${comment.createdAt}, ${comment.id}) < (select created_at, id from top)
    )
    select id from before where place = (select count(*) from before) / ${size}::int * ${size}::int`);
  return rows[0]?.id;
}

interface Row {
  id: string;
  state: "held" | CommentLine["state"];
  purgedFor: CommentLine["purgedFor"];
  content: unknown;
  createdAt: Date;
  editedAt: Date | null;
  author: { handle: string; displayName: string; state: string };
  reactions: Partial<ReactionCounts>;
  parentId: string | null;
  saidThen: number | null;
}

/** Converts a row to a comment as everyone sees it: without text and author unless it is shown. */
export function lineOf(row: Row): CommentLine {
  const isShown = row.state === "shown";
  const { state, ...author } = row.author;
  return {
    id: row.id,
    state: row.state === "held" ? "hidden" : row.state,
    purgedFor: row.purgedFor,
    author: isShown && state !== "erased" ? author : null,
    content: isShown ? (row.content as Content) : null,
    createdAt: row.createdAt,
    editedAt: isShown ? row.editedAt : null,
    answeredThen:
      isShown && row.parentId !== null && row.saidThen !== null
        ? { id: row.parentId, version: row.saidThen }
        : null,
    reactions: isShown ? { ...NO_REACTIONS, ...row.reactions } : NO_REACTIONS,
  };
}
