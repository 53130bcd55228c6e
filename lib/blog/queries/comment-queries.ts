import { and, asc, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentVersion, post } from "@/db/schema/blog";
import { subselect } from "@/db/subselect";
import type { Content } from "@/lib/text/nodes";
import type { CommentLine, CommentVersions, Threads } from "./model";
import { AUTHOR, authorOf } from "./post-lines";

/** How many comments, with their replies, a page of a post shows. */
const THREADS = 100;

const COLUMNS = {
  id: comment.id,
  parentId: comment.parentId,
  state: comment.state,
  content: comment.content,
  createdAt: comment.createdAt,
  editedAt: comment.editedAt,
  author: AUTHOR,
} as const;

/**
 * The comments on a post as everyone reads them, oldest first, each with its replies; a page of them, those after the
 * comment of an id. Held ones are not there. Of hidden and withdrawn ones only that there was one is told, and only
 * where someone replied.
 */
export async function listThreads(
  postId: string,
  after?: string,
  on: Queryable = db(),
  size = THREADS,
): Promise<Threads> {
  const at = subselect`(select c.created_at, c.id from ${comment} c where c.id = ${after})`;
  const tops = await on
    .select(COLUMNS)
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(
      and(
        eq(comment.postId, postId),
        isNull(comment.parentId),
        ne(comment.state, "held"),
        after === undefined ? undefined : sql`(${comment.createdAt}, ${comment.id}) > ${at}`,
        hasPlace(postId),
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
          .select(COLUMNS)
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

/** Whether a comment has a place of its own: one without words stands there for its replies alone. */
const hasPlace = (
  postId: string,
) => subselect`(${comment.state} = 'shown' or exists (select 1 from ${comment} r
  where r.post_id = ${postId} and r.parent_id = ${comment.id} and r.state = 'shown'))`;

/**
 * The last comment before the page of a discussion on which a comment stands, itself or as a reply; undefined where
 * that is the first page, or where there is no such comment on the post.
 */
export async function findPageOf(
  postId: string,
  commentId: string,
  on: Queryable = db(),
  size = THREADS,
): Promise<string | undefined> {
  const { rows } = await on.execute<{ id: string }>(sql`
    with top as (
      select o.created_at, o.id from ${comment} o where o.post_id = ${postId}
        and o.id = (select coalesce(c.parent_id, c.id) from ${comment} c where c.id = ${commentId})
    ), before as (
      select ${comment.id} as id, row_number() over (order by ${comment.createdAt}, ${comment.id}) as place
      from ${comment} where ${comment.postId} = ${postId} and ${comment.parentId} is null
        and ${comment.state} <> 'held' and ${hasPlace(postId)}
        and (${comment.createdAt}, ${comment.id}) < (select created_at, id from top)
    )
    select id from before where place = (select count(*) from before) / ${size}::int * ${size}::int`);
  return rows[0]?.id;
}

/** A shown comment that was changed, with what it said before; null for any other. */
export async function findCommentVersions(
  { slug, id }: { slug: string; id: string },
  on: Queryable = db(),
): Promise<CommentVersions | null> {
  const [row] = await on
    .select({ ...COLUMNS, post: { slug: post.slug, title: post.title } })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .innerJoin(post, eq(post.pageId, comment.postId))
    .where(
      and(eq(comment.id, id), eq(comment.state, "shown"), eq(post.slug, slug), eq(post.state, "published")),
    );
  if (!row) return null;
  const versions = await on
    .select({ number: commentVersion.number, content: commentVersion.content, until: commentVersion.until })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, id))
    .orderBy(desc(commentVersion.number));
  if (versions.length === 0) return null;
  return {
    post: row.post,
    comment: lineOf(row),
    versions: versions.map((one) => ({ ...one, content: one.content as Content })),
  };
}

interface Row {
  id: string;
  state: "held" | CommentLine["state"];
  content: unknown;
  createdAt: Date;
  editedAt: Date | null;
  author: Parameters<typeof authorOf>[0];
}

function lineOf(row: Row): CommentLine {
  const isShown = row.state === "shown";
  return {
    id: row.id,
    state: row.state === "held" ? "hidden" : row.state,
    author: isShown ? authorOf(row.author) : null,
    content: isShown ? (row.content as Content) : null,
    createdAt: row.createdAt,
    editedAt: isShown ? row.editedAt : null,
  };
}
